/** Thrown where a rush cannot go on; the message says what to do about it. */
export class RushError extends Error {
  override readonly name: string = 'RushError';
}

/** Thrown where nothing answers at the address, or the connection broke before an answer came. */
export class UnreachableError extends RushError {
  override readonly name = 'UnreachableError';

  constructor(url: string, cause: unknown) {
    super(
      `Nothing answers at ${url} (${reasonOf(cause)}). Start Passline with "npm start", or name another --url.`,
      { cause },
    );
  }
}

/** Thrown where the account's name or password is not right. */
export class LogInRefusedError extends RushError {
  override readonly name = 'LogInRefusedError';

  constructor(username: string) {
    super(
      `${username} was not let in: the password is wrong. Give --password or DEMO_PASSWORD; "npm start" prints it.`,
    );
  }
}

/** Thrown at the first 429: from there on the limits would be measured, not Passline. */
export class RateLimitedError extends RushError {
  override readonly name = 'RateLimitedError';

  constructor(what: string) {
    super(
      `Too many requests (429) for ${what}. Start Passline with RATE_LIMITS=off for a load test, or use a lower --rate.`,
    );
  }
}

/** Node's own errors have a code, such as "ECONNREFUSED"; ours have a message. */
function reasonOf(cause: unknown): string {
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}
