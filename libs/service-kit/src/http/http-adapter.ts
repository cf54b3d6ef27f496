import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isOAuthRoute } from './oauth-error.ts';
import { OpenConnections } from './open-connections.ts';
import { ProblemError } from './problem.error.ts';
import type { KnownRoutes } from './known-routes.ts';
import { type ProblemFilter, wrongMethod } from './problem.filter.ts';
import { bodyParsers, formMediaType, mediaTypeOf } from './read-body.ts';
import { traceIdOf, inTrace } from './trace.ts';
import { type TrustProxy, trustedProxies } from './trusted-proxies.ts';
import { refuseUnreadable } from './unreadable-request.ts';

/** What a body may weigh, in bytes. */
export const bodyLimit = 256 * 1024;

/** How long a path with its query may be, in characters: filters and cursors are a few hundred at most. */
const longestUrl = 4_096;

/** How long a request may take to arrive, in ms: whoever sends it drop by drop holds a connection. */
export const arrivalTimeout = 30_000;

/** Under which each answer is for one caller. */
const apiPath = '/api/v1/';

/** Where Socket.IO is. */
const socketPath = '/socket.io/';

interface HttpAdapterOptions {
  readonly trustProxy: TrustProxy;
  readonly problems: ProblemFilter;
}

/**
 * Fastify as all services use it: a trailing slash makes no difference, a request's id is its trace id, JSON
 * alone is taken.
 */
export function createHttpAdapter({ trustProxy, problems }: HttpAdapterOptions): FastifyAdapter {
  const connections = new OpenConnections();
  const adapter: FastifyAdapter = new FastifyAdapter({
    http: {
      shouldUpgradeCallback: (request) =>
        upgrades(request, adapter.getInstance().server) && handOver(request, connections),
    },
    bodyLimit,
    trustProxy: trustProxy && trustedProxies(trustProxy),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 512 },
    genReqId: (request: { headers: Record<string, unknown> }) => traceIdOf(request.headers['traceparent']),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      problems.answer(error, request, reply);
    },
    forceCloseConnections: 'idle',
    keepAliveTimeout: 72_000,
    requestTimeout: arrivalTimeout,
    clientErrorHandler: refuseUnreadable,
  });
  adapter.getInstance().addHook('onRequest', ({ url }, _reply, done) => {
    done(refusalOfLength(url) ?? undefined);
  });
  // Once the body is there: whoever hears of its end is outside of what was begun before.
  adapter.getInstance().addHook('preValidation', ({ id }, _reply, done) => {
    inTrace(id, done);
  });
  // Fastify takes plain text by itself; a body that is not JSON is refused with 415 instead.
  adapter.getInstance().removeContentTypeParser('text/plain');
  for (const [type, parse] of Object.entries(bodyParsers(adapter.getInstance())))
    adapter.useBodyParser(type, false, { bodyLimit }, parse);
  // After all that each answer gets, refusals too: headers, the caller's origin, the count of the address.
  adapter.getInstance().addHook('preParsing', (request, _reply, payload, done) => {
    done(refusalOfMethod(request, problems.routes) ?? refusalOfType(request), payload);
  });
  adapter.getInstance().addHook('onSend', ({ url }, reply, payload, done) => {
    // Tokens, secrets shown once, people's orders: whoever may be kept says so.
    if (url.startsWith(apiPath) && !reply.hasHeader('Cache-Control'))
      void reply.header('Cache-Control', 'no-store');
    done(null, payload);
  });
  adapter.getInstance().addHook('onRoute', (route) => problems.routes.add(route));
  connections.watch(adapter.getInstance().server);
  endConnectionsWhenClosing(adapter, connections);
  return adapter;
}

/**
 * Whether a request leaves HTTP/1.1: for a socket of ours alone, where there are any. Any other that a
 * client offers, such as to HTTP/2 by Java's own, is passed over, and the request answered as it is; Node
 * would hang up on one that nobody listens for.
 */
const upgrades = ({ headers, url }: IncomingMessage, server: Pick<EventEmitter, 'listenerCount'>): boolean =>
  server.listenerCount('upgrade') > 0 &&
  headers.upgrade?.toLowerCase() === 'websocket' &&
  url?.startsWith(socketPath) === true;

function handOver({ socket }: IncomingMessage, connections: OpenConnections): true {
  connections.handOver(socket);
  return true;
}

/**
 * A connection that is at work while we close would stay open after its answer, idle, and hold up the stop
 * until its time is over.
 */
function endConnectionsWhenClosing(adapter: FastifyAdapter, connections: OpenConnections): void {
  adapter.getInstance().addHook('onSend', (_request, reply, payload, done) => {
    if (connections.isClosing) void reply.header('Connection', 'close');
    done(null, payload);
  });
}

function refusalOfLength({ length }: string): ProblemError | null {
  return length > longestUrl
    ? new ProblemError('invalid_request', 'Send a path and a query of at most 4,096 characters.')
    : null;
}

const refusalOfMethod = ({ method, url }: FastifyRequest, routes: KnownRoutes): ProblemError | null =>
  routes.lacks(method, url) ? wrongMethod(method, routes.methodsOf(url)) : null;

/** A route takes a form only where it says so: `@RouteConfig({ form: true })`; OAuth's takes nothing else. */
function refusalOfType(request: FastifyRequest): ProblemError | null {
  const { config } = request.routeOptions;
  const type = mediaTypeOf(request);
  if (isOAuthRoute(config) && type !== '' && type !== formMediaType)
    return new ProblemError('not_json', `Send the body with "Content-Type: ${formMediaType}".`);
  return type === formMediaType && !('form' in config)
    ? new ProblemError('not_json', 'Send the body with "Content-Type: application/json".')
    : null;
}
