import { problemOf, problemStatus, type Problem, type ProblemCode, type ProblemFacts } from '#libs/contracts';

/** A refusal that the caller is to read: thrown wherever a request cannot be served, answered as `application/problem+json`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  /**
   * @param detail one sentence that says what to do next
   * @param facts members beside the usual ones
   * @param retryAfterSeconds answered as `Retry-After`
   */
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly facts: ProblemFacts = {},
    readonly retryAfterSeconds?: number,
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
