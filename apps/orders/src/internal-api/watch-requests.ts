import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { internalRoot } from '#libs/contracts';
import { auditLog, type Logger } from '#libs/service-kit';
import { limitAddresses } from '#libs/rate-limits';
import { KeySet } from '../identity/index.ts';
import { auditRequests, RequestLimits } from '../platform/index.ts';

/**
 * Counts requests, and writes down those on which security rests. To be called once CORS is set up, so that
 * pages can read a refusal.
 */
export function watchRequests(app: NestFastifyApplication, logger: Logger): void {
  const limits = app.get(RequestLimits, { strict: false });
  limitAddresses(app, (request, reply) => {
    limits.countAddress(request, reply, 'address');
  });
  auditRequests(app, logger);
  logServiceRequests(app, logger);
  const write = auditLog(logger);
  app.get(KeySet, { strict: false }).onNewKey((kid) => {
    write({
      audit: 'keys.rotated',
      outcome: 'done',
      actor_id: null,
      actor_role: null,
      restaurant_id: null,
      target_id: kid,
      trace_id: null,
    });
  });
}

/**
 * A line for what another service asked within a trace; what it asks again and again, to hear of what is new,
 * belongs to none.
 */
function logServiceRequests(app: NestFastifyApplication, logger: Logger): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', ({ url, headers, id: trace_id, routeOptions }, { statusCode: status }, done) => {
      if (url.startsWith(internalRoot) && headers['traceparent'] !== undefined)
        logger.debug({ trace_id, route: routeOptions.url, status }, 'a service was answered');
      done();
    });
}
