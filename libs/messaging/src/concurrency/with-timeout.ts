/** Something did not end in the time given to it. */
export class TimeIsUpError extends Error {
  override readonly name = 'TimeIsUpError';

  constructor(what: string, ms: number) {
    super(`${what} took longer than ${ms} ms`);
  }
}

/**
 * @throws TimeIsUpError naming `what`, where it takes longer; the work itself goes on, and what it throws
 * later is dropped
 */
export async function withTimeout<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  const { promise: timeIsUp, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new TimeIsUpError(what, ms));
  }, ms);
  try {
    return await Promise.race([work, timeIsUp]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
