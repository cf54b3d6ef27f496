import { browserStorage, serverClock } from '#libs/tracker';

interface Kept {
  readonly rating: number;
  /** In ms. */
  readonly at: number;
}

const UNDER = 'feedback:';
/** It is taken, and may be changed, for a day; for another one it is remembered that it was given. */
const KEPT_MS = 48 * 60 * 60_000;

/** The stars that were given from this browser, and not the words; null for none. */
export function keptFeedback(orderId: string): number | null {
  const kept = browserStorage.read(UNDER + orderId) as Kept | null;
  return kept !== null && serverClock.now() - kept.at < KEPT_MS ? kept.rating : null;
}

/** What has outlived its use is removed. */
export function keepFeedback(orderId: string, rating: number): void {
  for (const other of browserStorage.namesUnder(UNDER))
    if (keptFeedback(other) === null) browserStorage.remove(UNDER + other);
  browserStorage.write(UNDER + orderId, { rating, at: serverClock.now() } satisfies Kept);
}
