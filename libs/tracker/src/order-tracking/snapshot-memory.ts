import type { Snapshot } from '#libs/contracts';

/** What was last known of an order, and when (ms). */
export interface Remembered {
  readonly snapshot: Snapshot;
  readonly heardAt: number;
}

const PREFIX = 'passline:order:';
/** A tracking link ends a day after the order; what is older is of no use to anyone. */
const KEPT_MS = 2 * 24 * 60 * 60_000;

/** A browser that keeps nothing (a private window, a full disk, a sandbox) is no obstacle. */
function quietly<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}

/** The last state that this browser has shown, so that a page that is opened again, or offline, begins with it. */
export function recollect(orderId: string): Remembered | null {
  return quietly(() => JSON.parse(localStorage.getItem(PREFIX + orderId) ?? 'null') as Remembered | null);
}

export function remember(orderId: string, remembered: Remembered): void {
  quietly(() => {
    if (localStorage.getItem(PREFIX + orderId) === null) forgetOld(remembered.heardAt);
    localStorage.setItem(PREFIX + orderId, JSON.stringify(remembered));
  });
}

export function forget(orderId: string): void {
  quietly(() => localStorage.removeItem(PREFIX + orderId));
}

function forgetOld(now: number): void {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const orderId = key.slice(PREFIX.length);
    if (!(now - (recollect(orderId)?.heardAt ?? 0) < KEPT_MS)) forget(orderId);
  }
}
