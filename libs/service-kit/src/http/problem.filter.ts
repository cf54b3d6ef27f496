import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HeaderName, type ProblemCode, problemMediaType } from '#libs/contracts';
import { DatabaseAnswerLostError, isDatabaseUnavailable, isLockedOut } from '#libs/postgres';
import type { Logger } from '../logging/logger.ts';
import { KnownRoutes } from './known-routes.ts';
import { answerOAuthError, isOAuthRoute } from './oauth-error.ts';
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

const codes = new WeakMap<FastifyRequest, ProblemCode>();

/** By what a request was refused, whatever the form of its answer. */
export const refusedBy = (request: FastifyRequest): ProblemCode | undefined => codes.get(request);

/**
 * Every refusal as `application/problem+json`, and never a word of our insides: those go to the log, found
 * again by `trace_id`.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** Hears the code of every refusal. */
  onProblem: (code: ProblemCode) => void = () => undefined;

  /** Of the server whose refusals these are. */
  readonly routes = new KnownRoutes();

  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** For errors that arise before a route is found too. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const allowed = this.#isUnrouted(request) ? this.routes.methodsOf(request.url) : [];
    const problem = allowed.length > 0 ? wrongMethod(request.method, allowed) : asProblem(error);
    if (allowed.length > 0) void reply.header('Allow', allowed.join(', '));
    if (problem.status >= 500) this.logger.error({ trace_id: request.id, err: error }, problem.detail);
    else this.logger.debug({ trace_id: request.id, code: problem.code }, 'a request was refused');
    this.onProblem(problem.code);
    codes.set(request, problem.code);
    if (problem.retryAfterSeconds !== undefined)
      void reply.header(HeaderName.RetryAfter, String(problem.retryAfterSeconds));
    void reply.headers(problem.headers);
    if (isOAuthRoute(request.routeOptions.config)) answerOAuthError(problem, reply);
    else this.#send(problem, request, reply);
  }

  #isUnrouted({ is404, method, url }: FastifyRequest): boolean {
    return is404 || this.routes.lacks(method, url);
  }

  #send(problem: ProblemError, request: FastifyRequest, reply: FastifyReply): void {
    if (problem.status === 401 && !reply.hasHeader('WWW-Authenticate'))
      void reply.header('WWW-Authenticate', 'Bearer');
    void reply
      .status(problem.status)
      .header('Content-Type', `${problemMediaType}; charset=utf-8`)
      .header('Cache-Control', 'no-store');
    void reply.send(JSON.stringify(problem.toProblem(request.id)));
  }
}

export const wrongMethod = (method: string, allowed: readonly string[]): ProblemError =>
  new ProblemError('method_not_allowed', `Use ${allowed.join(' or ')} here, not ${method}.`);

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
