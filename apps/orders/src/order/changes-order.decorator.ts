import { applyDecorators, HttpCode, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { updateResultSchema } from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { ChangeAnswerInterceptor } from './change-answer.interceptor.ts';

/** A route that changes one order: `If-Match` and `Idempotency-Key` are understood, the answer is the snapshot and what became of the wish. */
export const ChangesOrder = (summary: string): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    UseInterceptors(ChangeAnswerInterceptor),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The version that the caller has seen, in quotes',
    }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Makes the request safe to repeat for 24 hours',
    }),
    Answers(updateResultSchema, summary, [
      'invalid_request',
      'unknown_status',
      'unauthenticated',
      'forbidden',
      'order_not_found',
      'transition_not_allowed',
      'version_mismatch',
      'idempotency_key_reused',
      'unavailable',
    ]),
  );
