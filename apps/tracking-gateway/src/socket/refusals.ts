import type { Problem, ProblemCode } from '#libs/contracts';
import {
  currentTrace,
  type Logger,
  OrdersUnavailableError,
  ProblemError,
  traceIdOf,
} from '#libs/service-kit';

/** Says why a client is refused, and counts it by its code. */
export class Refusals {
  /** @param count hears the code of every refusal */
  constructor(
    private readonly count: (code: ProblemCode) => void,
    private readonly logger: Logger,
  ) {}

  /** The problem that tells a client why it is refused; what is no refusal goes to the log, found again by its `trace_id`. */
  problemFrom(error: unknown): Problem {
    const problem = this.#judge(error, currentTrace() ?? traceIdOf(undefined));
    this.count(problem.code);
    this.logger.debug({ trace_id: problem.trace_id, code: problem.code }, 'a socket was refused');
    return problem;
  }

  /** Counts a refusal that is told otherwise, or by the end of the connection alone. */
  counted(code: ProblemCode): void {
    this.count(code);
  }

  #judge(error: unknown, traceId: string): Problem {
    if (error instanceof ProblemError) return error.toProblem(traceId);
    if (error instanceof OrdersUnavailableError) return unavailable().toProblem(traceId);
    this.logger.error({ trace_id: traceId, err: error }, 'a socket could not be served');
    return new ProblemError(
      'internal_error',
      'Nothing is known to be lost; report the trace_id if it stays.',
    ).toProblem(traceId);
  }
}

export const unavailable = (): ProblemError =>
  new ProblemError('unavailable', 'Orders cannot be read right now. Try again in a second.', {}, 1);
