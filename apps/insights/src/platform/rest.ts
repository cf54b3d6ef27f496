import { setTimeout as delay } from 'node:timers/promises';

const timesAsLong = 4;

/**
 * Rests so many times as long as the work before took: in a rush, whoever changes orders has processor and
 * database nearly to themselves, and what waits is done all the same.
 * @param began by `performance.now()`
 */
export const restSince = (began: number): Promise<unknown> =>
  delay((performance.now() - began) * timesAsLong, undefined, { ref: false });
