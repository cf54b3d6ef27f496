import { DatabaseAnswerLostError, isDatabaseUnavailable, retryWhileUnavailable } from '#libs/postgres';

/**
 * As long as PostgreSQL needs to be back after a crash, or a standby to take over, and a caller can be kept
 * waiting; milliseconds.
 */
const patience = { retries: 100, minTimeout: 50, maxTimeout: 500, maxRetryTime: 5_000 };

/**
 * Writes, and where the answer was lost, finds out from the database itself what became of it.
 * @param again the same once more, in such a way that it takes effect only if the first has not: neither can
 * then be done twice, nor later on
 * @throws DatabaseAnswerLostError where the database stays away for more than five seconds
 */
export async function settled<T>(write: () => Promise<T>, again: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (lost) {
    if (!(lost instanceof DatabaseAnswerLostError)) throw lost;
    return retryWhileUnavailable(again, patience).catch((error: unknown) => {
      throw isDatabaseUnavailable(error) ? lost : error;
    });
  }
}
