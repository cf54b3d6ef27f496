import { Inject, Injectable } from '@nestjs/common';
import { Registry } from 'prom-client';
import type { Problem, ProblemCode } from '#libs/contracts';
import { OrdersUnavailableError } from '#libs/orders-client';
import { currentTrace, type Logger, ProblemError, refusalCounter, traceIdOf } from '#libs/service-kit';
import { LOGGER } from '../platform/index.ts';

/** Says why a client is refused, and counts it by its code. */
@Injectable()
export class Refusals {
  readonly #count: (code: ProblemCode) => void;

  constructor(
    registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#count = refusalCounter(registry);
  }

  /**
   * The problem that tells a client why it is refused; what is no refusal goes to the log, found again by its
   * `trace_id`.
   */
  problemFrom(error: unknown): Problem {
    const problem = this.#judge(error, currentTrace() ?? traceIdOf(undefined));
    this.#count(problem.code);
    this.logger.debug({ trace_id: problem.trace_id, code: problem.code }, 'a socket was refused');
    return problem;
  }

  /** Counts a refusal that is answered otherwise, or by the end of the connection alone. */
  counted(code: ProblemCode): void {
    this.#count(code);
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
