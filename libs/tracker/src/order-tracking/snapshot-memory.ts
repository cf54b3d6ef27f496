import type { Snapshot } from '#libs/contracts';
import { browserStorage } from '../storage/browser-storage.ts';

/** What was last known of an order, and when (ms). */
export interface Remembered {
  readonly snapshot: Snapshot;
  readonly heardAt: number;
}

const UNDER = 'order:';
/** A tracking link ends a day after the order; what is older is of no use to anyone. */
const KEPT_MS = 2 * 24 * 60 * 60_000;

/** The last state that this browser has shown, so that a page that is opened again, or offline, begins with it. */
export function recollect(orderId: string): Remembered | null {
  return browserStorage.read(UNDER + orderId) as Remembered | null;
}

export function remember(orderId: string, remembered: Remembered): void {
  if (browserStorage.read(UNDER + orderId) === null) forgetOld(remembered.heardAt);
  browserStorage.write(UNDER + orderId, remembered);
}

export function forget(orderId: string): void {
  browserStorage.remove(UNDER + orderId);
}

function forgetOld(now: number): void {
  const old = browserStorage.namesUnder(UNDER).filter((orderId) => now - (recollect(orderId)?.heardAt ?? 0) > KEPT_MS);
  for (const orderId of old) forget(orderId);
}
