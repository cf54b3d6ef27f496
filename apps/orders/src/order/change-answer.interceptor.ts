import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { UpdateResult } from '#libs/contracts';
import { callerOfRequest, type KnownRequest } from '../account/asking.decorator.ts';
import { audienceOf, type ChangeOutcome } from './order-changes.ts';
import { snapshotOf } from './snapshot.ts';

/** Answers a change with the snapshot that its caller may see, the version as ETag, and whether this is a repeat. */
@Injectable()
export class ChangeAnswerInterceptor implements NestInterceptor<ChangeOutcome, UpdateResult> {
  intercept(context: ExecutionContext, next: CallHandler<ChangeOutcome>): Observable<UpdateResult> {
    const http = context.switchToHttp();
    return next
      .handle()
      .pipe(
        map((outcome) => answer(outcome, http.getRequest<KnownRequest>(), http.getResponse<FastifyReply>())),
      );
  }
}

function answer(
  { order, result, replayed }: ChangeOutcome,
  request: KnownRequest,
  reply: FastifyReply,
): UpdateResult {
  const caller = callerOfRequest(request);
  void reply.header('ETag', `"${String(order.version)}"`).header('Cache-Control', 'no-store');
  if (replayed) void reply.header('Idempotency-Replayed', 'true');
  return {
    ...snapshotOf(order, caller.kind === 'guest' ? { kind: 'customer' } : audienceOf(caller)),
    result,
  };
}
