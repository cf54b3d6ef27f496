import type { Problem } from '#libs/contracts';
import { type Logger, OrdersUnavailableError, ProblemError, traceIdOf } from '#libs/service-kit';

/** The problem that tells a client why it is refused; what is no refusal goes to the log, found again by its `trace_id`. */
export function problemFrom(error: unknown, logger: Logger): Problem {
  const traceId = traceIdOf(undefined);
  if (error instanceof ProblemError) return error.toProblem(traceId);
  if (error instanceof OrdersUnavailableError) return unavailable().toProblem(traceId);
  logger.error({ trace_id: traceId, err: error }, 'a socket could not be served');
  return new ProblemError('internal_error', 'Nothing is known to be lost; report the trace_id if it stays.').toProblem(traceId);
}

export const unavailable = (): ProblemError => new ProblemError('unavailable', 'Orders cannot be read right now. Try again in a second.', {}, 1);
