import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';

export type { Logger } from 'pino';

/** Whatever could carry a secret or a person's data is taken out before a line is written. */
const redact = {
  paths: [
    'password',
    'token',
    'access_token',
    'refresh_token',
    'client_secret',
    'authorization',
    'req.headers.authorization',
    'email',
    'phone',
    'address',
  ],
  remove: true,
};

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly stack?: string | undefined;
  readonly cause?: LoggedError;
}

/**
 * Of an error only what says where it came from: a database's error carries the values of its statement, and
 * those are people's data.
 */
function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: loggedError(error.cause) };
  return { type: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}

/** A structured logger on standard output: readable lines on a terminal, JSON elsewhere. */
export function createLogger(name: string, level: string): Logger {
  const options = {
    level,
    redact,
    base: { service: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: loggedError },
  };
  return process.stdout.isTTY
    ? pino(options, readableStream())
    : pino(options, pino.destination({ dest: 1, sync: true }));
}

function readableStream(): { write(line: string): void } {
  const readable = prettyFactory({
    colorize: true,
    ignore: 'pid,hostname,service,name',
    translateTime: 'SYS:HH:MM:ss',
    singleLine: true,
  });
  return { write: (line) => process.stdout.write(readable(line)) };
}

/** Nest's own lines in our logger; its chatter of a start is for debugging. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: rest.at(-1) }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: rest.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    // What a start fails with is said once, by the program itself.
    if (rest.at(-1) === 'ExceptionHandler') return;
    this.logger.error(
      { context: rest.at(-1), stack: rest.length > 1 ? rest[0] : undefined },
      String(message),
    );
  }
}
