import { setTimeout } from 'node:timers/promises';
import { asError } from '../event-log.errors.ts';
import { PermanentHandlerError } from '../event-log.ts';

export interface RetryPolicy {
  /** How often a record is tried in all, at least once. */
  readonly attempts: number;
  /** The longest pause after the first failure, in milliseconds; doubled after each further one. */
  readonly baseMs: number;
  /** No pause is longer, in milliseconds. */
  readonly maxMs: number;
  /** From 0 to 1, the latter excluded. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const defaultRetryPolicy: RetryPolicy = {
  attempts: 5,
  baseMs: 50,
  maxMs: 1_000,
  random: Math.random,
  delay: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
};

/**
 * Anything between nothing and the exponential pause, so that those who failed together do not come back
 * together.
 */
export function fullJitterMs(
  failures: number,
  policy: Pick<RetryPolicy, 'baseMs' | 'maxMs' | 'random'>,
): number {
  return policy.random() * Math.min(policy.maxMs, policy.baseMs * 2 ** (failures - 1));
}

/**
 * Tries until it succeeds, fails for good, has been tried often enough, or is told to stop. A TypeError is
 * tried again like any other: it may come from a dependency that is away, and ends with the attempts anyway.
 * p-retry, by which services wait for the database and for each other, takes it for the end; nor has it
 * pauses down to nothing, by which all that failed at once comes back spread out.
 * @throws the last error, or the signal's reason
 */
export async function retryTransient(
  attempt: () => Promise<unknown>,
  policy: RetryPolicy,
  signal: AbortSignal,
  onFailure: (error: Error) => void,
): Promise<void> {
  for (let failures = 1; ; failures++) {
    signal.throwIfAborted();
    try {
      await attempt();
      return;
    } catch (thrown) {
      const error = asError(thrown);
      onFailure(error);
      if (error instanceof PermanentHandlerError || failures >= policy.attempts) throw error;
      await policy.delay(fullJitterMs(failures, policy), signal);
    }
  }
}
