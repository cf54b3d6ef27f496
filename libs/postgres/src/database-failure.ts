/**
 * Answers of PostgreSQL, and of the network before it, that mean: not now, and not because of what was asked.
 */
const unavailableCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);
const unavailableMessages =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|connection ended|client has encountered a connection error|not queryable/i;

/**
 * Thrown where the database was lost before it answered a write: that may be done, or may yet be, and nobody
 * here knows.
 */
export class DatabaseAnswerLostError extends Error {
  override readonly name = 'DatabaseAnswerLostError';

  constructor(cause: unknown) {
    super('the database was lost before it answered', { cause });
  }
}

/**
 * Whether an error of the `pg` driver says that the database cannot be reached, as against refusing a
 * statement.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && typeof error.code === 'string' && unavailableCodes.has(error.code)) return true;
  if ('cause' in error && error.cause !== undefined) return isDatabaseUnavailable(error.cause);
  return 'message' in error && typeof error.message === 'string' && unavailableMessages.test(error.message);
}

/** Of constraints, deadlocks, and locks that were waited for too long. */
const contention = /^(23...|40P01|55P03)$/;

/** Whether PostgreSQL refused a statement for what others have done to its rows, or do at the same time. */
export function isContended(error: unknown): boolean {
  return error instanceof Error && 'code' in error && contention.test(String(error.code));
}

/**
 * Whether PostgreSQL gave a statement up since another transaction held a row of it for longer than
 * `lock_timeout`; nothing of it is left then.
 */
export function isLockedOut(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '55P03';
}
