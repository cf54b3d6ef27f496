import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { auditLog, type Logger } from '#libs/service-kit';
import { KeySet } from '../account/key-set.ts';
import { auditRequests } from './audit-requests.ts';

/** Writes down the requests on which security rests. */
export function watchRequests(app: NestFastifyApplication, logger: Logger): void {
  auditRequests(app, logger);
  const write = auditLog(logger);
  app.get(KeySet, { strict: false }).onNewKey((kid) => {
    write({ audit: 'keys.rotated', outcome: 'done', actor_id: null, actor_role: null, restaurant_id: null, target_id: kid, trace_id: null });
  });
}
