import pRetry from 'p-retry';
import { OrdersUnavailableError } from '#libs/orders-client';
import { ProblemError } from '#libs/service-kit';

/**
 * How an order's changes wait for `orders` to answer, and how long before they are shown without it, in
 * milliseconds.
 */
const patience = {
  retries: Infinity,
  minTimeout: 50,
  maxTimeout: 2_000,
  randomize: true,
  maxRetryTime: 30_000,
  unref: true,
};

/**
 * Asks `orders` until it answers; null where it refuses, or is away for longer than changes may wait.
 * @throws whatever is neither a refusal nor an absence
 */
export async function askAgain<T>(ask: () => Promise<T>, stopped: AbortSignal): Promise<T | null> {
  try {
    return await pRetry(ask, { ...patience, signal: stopped, shouldRetry: ({ error }) => isAway(error) });
  } catch (error) {
    if (error instanceof ProblemError || isAway(error) || error === stopped.reason) return null;
    throw error;
  }
}

const isAway = (error: unknown): boolean => error instanceof OrdersUnavailableError;
