import { problemOf, problemStatus, type Problem, type ProblemCode, type ProblemFacts } from '#libs/contracts';

/**
 * A refusal that the caller is to read: thrown wherever a request cannot be served, answered as
 * `application/problem+json`.
 */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  /**
   * @param detail one sentence that says what to do next
   * @param facts members beside the usual ones
   * @param retryAfterSeconds answered as `Retry-After`
   * @param headers further ones of the answer
   */
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly facts: ProblemFacts = {},
    readonly retryAfterSeconds?: number,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}: ${detail}`);
  }

  get status(): number {
    return problemStatus[this.code];
  }

  toProblem(traceId: string): Problem {
    return problemOf(this.code, this.detail, traceId, this.facts);
  }
}

/** The refusal of a token that came and does not hold; RFC 6750 §3 has its header. */
export const wrongToken = (detail: string): ProblemError =>
  new ProblemError('unauthenticated', detail, {}, undefined, {
    'WWW-Authenticate': `Bearer error="invalid_token", error_description="${printable(detail)}"`,
  });

/** What an `error_description` may be made of: printable ASCII without `"` and `\\`. */
export const printable = (text: string): string =>
  text
    .replaceAll('"', "'")
    .replaceAll('…', '...')
    .replace(/[^\x20-\x7e]|\\/g, '?');
