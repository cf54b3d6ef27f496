import type { INestApplication } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HeaderName } from '#libs/contracts';

/** What a tracking token reads: an order, and where it is. */
const trackedPath = /^\/api\/v1\/online\/orders\/[0-9a-f-]{36}(\/status)?\/?$/i;

interface CrossOrigin {
  readonly origin: boolean;
  readonly methods: string[];
  readonly allowedHeaders: string[];
  readonly exposedHeaders: string[];
  readonly maxAge: number;
}

/**
 * Lets pages of other origins read the answers: any page those that a tracking token reads, since a tracker
 * stands on the restaurant's own site and no cookie is involved; the trusted origins everything.
 */
export function allowCrossOrigin(app: INestApplication, trustedOrigins: readonly string[]): void {
  app.enableCors((request: FastifyRequest, decide: (error: Error | null, terms: CrossOrigin) => void) => {
    decide(null, termsFor(request, trustedOrigins));
  });
}

function termsFor(request: FastifyRequest, trustedOrigins: readonly string[]): CrossOrigin {
  const method =
    request.method === 'OPTIONS' ? request.headers['access-control-request-method'] : request.method;
  const tracked = method === 'GET' && trackedPath.test(request.url.split('?', 1)[0] ?? '');
  return {
    origin: tracked || trustedOrigins.includes(request.headers.origin?.toLowerCase() ?? ''),
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      HeaderName.IfMatch,
      HeaderName.IfNoneMatch,
      HeaderName.IdempotencyKey,
      HeaderName.Prefer,
      'traceparent',
    ],
    exposedHeaders: [
      'Date',
      'ETag',
      HeaderName.IdempotencyReplayed,
      HeaderName.PreferenceApplied,
      HeaderName.RateLimit,
      HeaderName.RateLimitPolicy,
      HeaderName.RetryAfter,
      'Location',
    ],
    maxAge: 600,
  };
}
