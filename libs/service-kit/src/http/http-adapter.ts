import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from './problem.error.ts';
import type { ProblemFilter } from './problem.filter.ts';
import { traceIdOf, withinTrace } from './trace.ts';
import { refuseUnreadable } from './unreadable-request.ts';

/** What a body may weigh, in bytes. */
export const bodyLimit = 256 * 1024;

/** How long a path with its query may be, in characters: filters and cursors are a few hundred at most. */
const longestUrl = 4_096;

/** How long a request may take to arrive, in ms: whoever sends it drop by drop holds a connection. */
const arrivesWithin = 30_000;

interface HttpAdapterOptions {
  readonly trustProxy: boolean | string;
  readonly problems: ProblemFilter;
}

/** Fastify as all services use it: a trailing slash makes no difference, a request's id is its trace id, JSON alone is taken. */
export function createHttpAdapter({ trustProxy, problems }: HttpAdapterOptions): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit,
    trustProxy,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 512 },
    genReqId: (request: { headers: Record<string, unknown> }) => traceIdOf(request.headers['traceparent']),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      problems.answer(error, request, reply);
    },
    forceCloseConnections: 'idle',
    keepAliveTimeout: 72_000,
    requestTimeout: arrivesWithin,
    clientErrorHandler: refuseUnreadable,
  });
  adapter.getInstance().addHook('onRequest', ({ url }, _reply, done) => {
    done(
      url.length > longestUrl
        ? new ProblemError('invalid_request', 'Send a path and a query of at most 4,096 characters.')
        : undefined,
    );
  });
  // Once the body is there: whoever hears of its end is outside of what was begun before.
  adapter.getInstance().addHook('preValidation', ({ id }, _reply, done) => {
    withinTrace(id, done);
  });
  // Fastify takes plain text by itself; a body that is not JSON is refused with 415 instead.
  adapter.getInstance().removeContentTypeParser('text/plain');
  adapter.getInstance().addHook('preParsing', (request, _reply, payload, done) => {
    done(
      refusesForm(request)
        ? new ProblemError('not_json', 'Send the body with "Content-Type: application/json".')
        : null,
      payload,
    );
  });
  endConnectionsWhenClosing(adapter);
  return adapter;
}

/** A connection that is at work while we close would stay open after its answer, idle, and hold up the stop until its time is over. */
function endConnectionsWhenClosing(adapter: FastifyAdapter): void {
  let isClosing = false;
  adapter.getInstance().addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  adapter.getInstance().addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) void reply.header('Connection', 'close');
    done(null, payload);
  });
}

/** A route takes a form only where it says so: `@RouteConfig({ form: true })`. */
function refusesForm(request: FastifyRequest): boolean {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return isForm && !('form' in request.routeOptions.config);
}
