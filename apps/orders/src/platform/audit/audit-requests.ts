import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { LRUCache } from 'lru-cache';
import * as z from 'zod';
import { idSchema } from '#libs/contracts';
import { type AuditLine, auditLog, type Logger, refusedBy } from '#libs/service-kit';
import type { KnownRequest } from '../caller/known-request.ts';
import type { AuditedRoute } from './audited.decorator.ts';
import { type AuditNotes, withAuditNotes } from './audit-notes.ts';

/** What an audit line takes from an answer: ids, and never a secret that stands beside them. */
const answerSchema = z.object({
  user_id: z.string().optional(),
  device_id: z.string().optional(),
  user: z.object({ user_id: z.string(), role: z.string(), restaurant_id: z.string().nullable() }).optional(),
});
const paramsSchema = z.object({ id: idSchema });

type AuditedRequest = KnownRequest & { auditNotes?: AuditNotes };

/**
 * A flood fills no log: whoever is over a limit is written down once in so many ms for each act and target.
 */
const repeatedAfter = 60_000;

/**
 * Writes the audit lines of routes that say `@Audited`, once their answer is made. Other routes pay nothing.
 */
export function auditRequests(app: NestFastifyApplication, logger: Logger): void {
  const write = withoutFloods(auditLog(logger));
  const server = app.getHttpAdapter().getInstance();
  server.addHook('preValidation', (request: AuditedRequest, _reply, done) => {
    if (eventOf(request) === undefined) done();
    else withAuditNotes((request.auditNotes = {}), done);
  });
  server.addHook('onSend', (request: AuditedRequest, reply, payload, done) => {
    const event = eventOf(request);
    if (event !== undefined)
      write({ ...lineOf(request, reply, payload), audit: request.auditNotes?.event ?? event });
    done(null, payload);
  });
}

function withoutFloods(write: (line: AuditLine) => void): (line: AuditLine) => void {
  const written = new LRUCache<string, true>({ max: 10_000, ttl: repeatedAfter });
  return (line) => {
    const key = `${line.audit} ${line.target_id ?? ''} ${line.actor_id ?? ''}`;
    if (line.code === 'too_many_requests' && written.has(key)) return;
    if (line.code === 'too_many_requests') written.set(key, true);
    write(line);
  };
}

function eventOf({ routeOptions, body }: AuditedRequest): AuditLine['audit'] | undefined {
  const { audit } = routeOptions.config as AuditedRoute;
  return typeof audit === 'function' ? audit(body) : audit;
}

function lineOf(
  request: AuditedRequest,
  { statusCode }: FastifyReply,
  payload: unknown,
): Omit<AuditLine, 'audit'> {
  const { user_id, device_id, user } = answerOf(payload);
  const { target_id = paramsOf(request) ?? device_id ?? user_id, restaurant_id } = request.auditNotes ?? {};
  const actor = actorOf(request, user);
  return {
    outcome: statusCode < 400 ? 'done' : 'refused',
    code: refusedBy(request),
    ...actor,
    restaurant_id: restaurant_id ?? actor.restaurant_id,
    target_id: target_id ?? null,
    trace_id: request.id,
  };
}

/** Whoever has just begun a session stands in its answer. */
function actorOf(
  { caller }: KnownRequest,
  user: z.infer<typeof answerSchema>['user'],
): Pick<AuditLine, 'actor_id' | 'actor_role' | 'restaurant_id'> {
  if (caller === undefined || caller.kind === 'guest')
    return {
      actor_id: user?.user_id ?? null,
      actor_role: user?.role ?? null,
      restaurant_id: user?.restaurant_id ?? caller?.restaurant_id ?? null,
    };
  return { actor_id: caller.id, actor_role: caller.role, restaurant_id: caller.restaurant_id };
}

function answerOf(payload: unknown): z.infer<typeof answerSchema> {
  try {
    return answerSchema.safeParse(JSON.parse(String(payload))).data ?? {};
  } catch {
    return {};
  }
}

const paramsOf = ({ params }: KnownRequest): string | undefined => paramsSchema.safeParse(params).data?.id;
