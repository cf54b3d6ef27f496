import { setTimeout } from 'node:timers/promises';
import { OrdersUnavailableError, ProblemError } from '#libs/service-kit';

/** How long an order's changes wait for `orders` to answer before they are shown without it, in milliseconds. */
const patienceMs = 30_000;
const longestPauseMs = 2_000;

/**
 * Asks `orders` until it answers; null where it refuses, or is away for longer than changes may wait.
 * @throws whatever is neither a refusal nor an absence
 */
export async function askAgain<T>(ask: () => Promise<T>, stopped: AbortSignal): Promise<T | null> {
  const until = performance.now() + patienceMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof ProblemError) return null;
      if (!(error instanceof OrdersUnavailableError)) throw error;
      if (stopped.aborted || performance.now() > until) return null;
      await setTimeout(pauseMs * (0.5 + Math.random() / 2), undefined, { signal: stopped, ref: false }).catch(
        () => undefined,
      );
    }
  }
}
