import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode } from '#libs/contracts';
import { DatabaseAnswerLostError, isDatabaseUnavailable, isLockedOut } from '../database-failure.ts';
import type { Logger } from '../logging/logger.ts';
import { ProblemError } from './problem.error.ts';

const detailByStatus: Readonly<Record<number, readonly [ProblemCode, string]>> = {
  400: [
    'invalid_request',
    'The request could not be read; check that the body is valid JSON and the path is well formed.',
  ],
  401: ['unauthenticated', 'Send a valid token as "Authorization: Bearer …".'],
  403: ['forbidden', 'This account may not do that.'],
  404: ['not_found', 'There is no such path; see /api/docs.'],
  413: ['too_large', 'Send at most 256 kB.'],
  414: ['invalid_request', 'The path is too long.'],
  415: ['not_json', 'Send the body with "Content-Type: application/json".'],
  429: ['too_many_requests', 'Slow down and try again.'],
};

/** Every refusal as `application/problem+json`, and never a word of our insides: those go to the log, found again by `trace_id`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** Hears the code of every refusal. */
  onProblem: (code: ProblemCode) => void = () => undefined;

  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** For errors that arise before a route is found too. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = asProblem(error);
    if (problem.status >= 500) this.logger.error({ trace_id: request.id, err: error }, problem.detail);
    else this.logger.debug({ trace_id: request.id, code: problem.code }, 'a request was refused');
    this.onProblem(problem.code);
    if (problem.retryAfterSeconds !== undefined)
      void reply.header('Retry-After', String(problem.retryAfterSeconds));
    if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    void reply
      .status(problem.status)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .header('Cache-Control', 'no-store');
    void reply.send(JSON.stringify(problem.toProblem(request.id)));
  }
}

const answerLost =
  'The database was lost before it answered, so it is not known whether this was done. Send it again as it was, with the same Idempotency-Key.';

function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof DatabaseAnswerLostError) return new ProblemError('unavailable', answerLost, {}, 1);
  if (isLockedOut(error))
    return new ProblemError(
      'unavailable',
      'Another transaction holds what this would change; nothing was changed. Try again.',
      {},
      1,
    );
  if (isDatabaseUnavailable(error))
    return new ProblemError(
      'unavailable',
      'The database cannot be reached; nothing was changed. Try again.',
      {},
      1,
    );
  const [code, detail] = detailByStatus[statusOf(error)] ?? [
    'internal_error',
    'Nothing is known to be lost; report the trace_id if it stays.',
  ];
  return new ProblemError(code, detail);
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')
    return error.statusCode;
  return 500;
}
