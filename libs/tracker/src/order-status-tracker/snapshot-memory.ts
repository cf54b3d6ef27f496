import type { Snapshot } from '#libs/contracts';

/** What was last known of an order, and when (ms). */
export interface Remembered {
  readonly snapshot: Snapshot;
  readonly heardAt: number;
}

const keyOf = (orderId: string): string => `passline:order:${orderId}`;

/** The last state that this tab has shown, so that a reload begins with it. A browser that keeps nothing is no obstacle. */
export function recollect(orderId: string): Remembered | null {
  try {
    const kept = sessionStorage.getItem(keyOf(orderId));
    return kept === null ? null : (JSON.parse(kept) as Remembered);
  } catch {
    return null;
  }
}

export function remember(orderId: string, remembered: Remembered): void {
  try {
    sessionStorage.setItem(keyOf(orderId), JSON.stringify(remembered));
  } catch {
    // Private windows and full storage: the next reload begins with a skeleton.
  }
}

export function forget(orderId: string): void {
  try {
    sessionStorage.removeItem(keyOf(orderId));
  } catch {
    // Nothing was kept.
  }
}
