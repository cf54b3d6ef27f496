import type { Snapshot } from '#libs/contracts';
import { isFinal } from '#libs/order-model';
import { serverClock } from '../server-clock/server-clock.ts';
import { browserStorage } from '../storage/browser-storage.ts';

/** What was last known of an order, and when (ms). */
export interface Remembered {
  readonly snapshot: Snapshot;
  readonly heardAt: number;
}

const UNDER = 'order:';
const HOUR_MS = 60 * 60_000;
/** A tracking link ends this long after its order. */
const AFTER_END_MS = 24 * HOUR_MS;
/** An order of which nothing was heard for this long is of no use to anyone. */
const UNHEARD_MS = 48 * HOUR_MS;

/**
 * The last state that this browser has shown, so that a page that is opened again, or offline, begins with
 * it; null once its time is over.
 */
export function recollect(orderId: string): Remembered | null {
  const remembered = browserStorage.read(UNDER + orderId) as Remembered | null;
  if (remembered === null || !isOver(remembered, serverClock.now())) return remembered;
  forget(orderId);
  return null;
}

export function remember(orderId: string, remembered: Remembered): void {
  if (browserStorage.read(UNDER + orderId) === null) forgetOld();
  browserStorage.write(UNDER + orderId, remembered);
}

export function forget(orderId: string): void {
  browserStorage.remove(UNDER + orderId);
}

/** Removes whatever has outlived its order. */
export function forgetOld(): void {
  for (const orderId of browserStorage.namesUnder(UNDER)) recollect(orderId);
}

function isOver({ snapshot: { status, updated_at }, heardAt }: Remembered, now: number): boolean {
  return now - heardAt > UNHEARD_MS || (isFinal(status) && now - Date.parse(updated_at) > AFTER_END_MS);
}
