import { fullJitterMs } from '#libs/messaging';

/** How old a message may be while it is tried again at least every 15 s. */
const hopefulMs = 5 * 60_000;

/** The longest wait between two tries of a message, in milliseconds, by its age. */
export const longestWait = (ageMs: number): number => (ageMs < hopefulMs ? 15_000 : 3 * 60_000);

interface Failure {
  /** Tries so far, 1 or more. */
  readonly attempts: number;
  readonly ageMs: number;
  /** What the provider asked for. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * Full jitter: anything up to a ceiling that doubles from 1 s with each try, so that many messages do not
 * come back at once. A provider's wish is a floor, within the longest wait.
 */
export function waitAfter(
  { attempts, ageMs, retryAfterMs = 0 }: Failure,
  random: () => number = Math.random,
): number {
  const longest = longestWait(ageMs);
  const wait = fullJitterMs(attempts, { baseMs: 1_000, maxMs: longest, random });
  return Math.round(Math.min(longest, Math.max(100, retryAfterMs, wait)));
}
