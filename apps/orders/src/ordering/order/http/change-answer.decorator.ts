import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { HeaderName, type MinimalResult, type UpdateResult } from '#libs/contracts';
import { preferences } from '#libs/service-kit';
import { callerOfRequest, type KnownRequest } from '../../../platform/index.ts';
import { audienceOf, snapshotOf } from '../reading/snapshot.ts';
import type { ChangeOutcome } from '../writing/change-request.ts';

/**
 * Makes the answer to a change: the snapshot that its caller may see, the version as ETag, and whether this
 * is a repeat. A parameter, as an interceptor would make a stream of each request.
 */
export type AnswerChange = (outcome: ChangeOutcome) => UpdateResult | MinimalResult;

export const ChangeAnswer = createParamDecorator((_: unknown, context: ExecutionContext): AnswerChange => {
  const http = context.switchToHttp();
  return (outcome) => answer(outcome, http.getRequest<KnownRequest>(), http.getResponse<FastifyReply>());
});

function answer(
  { order, result, replayed }: ChangeOutcome,
  request: KnownRequest,
  reply: FastifyReply,
): UpdateResult | MinimalResult {
  void reply.header('ETag', `"${String(order.version)}"`).header('Cache-Control', 'no-store');
  if (replayed) void reply.header(HeaderName.IdempotencyReplayed, 'true');
  if (preferences(request.headers[HeaderName.Prefer.toLowerCase()]).minimal) {
    void reply.header(HeaderName.PreferenceApplied, 'return=minimal');
    const { orderId: order_id, version, status } = order;
    return { order_id, version, status, result };
  }
  return { ...snapshotOf(order, audienceOf(callerOfRequest(request))), result };
}
