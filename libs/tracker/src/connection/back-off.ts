const FIRST_MS = 200;
/**
 * A restarted service has its screens back within two seconds, so no wait is longer than this while an outage
 * is young.
 */
const YOUNG_CAP_MS = 1_500;
/** About a minute of attempts. */
const YOUNG_ATTEMPTS = 50;
const OLD_CAP_MS = 10_000;

/**
 * How long to wait before the next attempt to connect, in ms: doubling up to a cap, the upper half of it
 * random, so that clients which were cut off together do not come back together. Services wait otherwise
 * (`fullJitterMs` of messaging, p-retry): a browser keeps the lower half, so that it never hammers, and its
 * cap rises late, so that a restart is over soon.
 * @param attempt how many attempts have failed since the last one that worked, from 0
 * @param random a number from 0 up to 1
 */
export function backOff(attempt: number, random: number): number {
  const cap = attempt < YOUNG_ATTEMPTS ? YOUNG_CAP_MS : OLD_CAP_MS;
  const window = Math.min(cap, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(window * (0.5 + random / 2));
}
