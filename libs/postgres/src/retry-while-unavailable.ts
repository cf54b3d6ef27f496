import pRetry from 'p-retry';
import { isDatabaseUnavailable } from './database-failure.ts';

/** Times in milliseconds; the pause doubles from `minTimeout` to `maxTimeout`. */
export interface Patience {
  readonly retries: number;
  readonly minTimeout: number;
  readonly maxTimeout: number;
  /** For all tries together. */
  readonly maxRetryTime?: number;
}

/**
 * Tries until the database is back.
 * @throws what the work throws, where the database answers, or stays away for longer than the patience lasts
 */
export const retryWhileUnavailable = <T>(work: () => Promise<T>, patience: Patience): Promise<T> =>
  pRetry(work, { ...patience, factor: 2, shouldRetry: ({ error }) => isDatabaseUnavailable(error) });
