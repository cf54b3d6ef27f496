/** A record is larger than the log takes, and always will be. */
export class RecordTooLargeError extends Error {
  override readonly name = 'RecordTooLargeError';

  constructor(
    readonly bytes: number,
    readonly maxBytes: number,
  ) {
    super(`the record has ${bytes} bytes, ${maxBytes} are allowed`);
  }
}

/** A record was not tried, because one before it of the same key failed. */
export class HeldBackError extends Error {
  override readonly name = 'HeldBackError';

  constructor(cause: Error) {
    super('an earlier record of the same key failed', { cause });
  }
}

/** A durable consumer that a record is meant for is not there, or was stopped before it took the record. */
export class ConsumerAwayError extends Error {
  override readonly name = 'ConsumerAwayError';

  constructor(readonly consumer: string) {
    super(`the consumer "${consumer}" is not there`);
  }
}

/** The log was closed before the call. */
export class LogClosedError extends Error {
  override readonly name = 'LogClosedError';

  constructor() {
    super('the event log is closed');
  }
}

/** A handler may throw anything; what is reported is always an Error. */
export function asError(thrown: unknown): Error {
  return isError(thrown) ? thrown : new Error('something that is no Error was thrown', { cause: thrown });
}

/** Those of another realm too, such as a test's own. */
const isError = (thrown: unknown): thrown is Error =>
  thrown instanceof Error || Object.prototype.toString.call(thrown) === '[object Error]';
