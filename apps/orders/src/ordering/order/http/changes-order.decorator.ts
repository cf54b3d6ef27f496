import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import * as z from 'zod';
import { HeaderName, idempotencyKeyLife, minimalResultSchema, updateResultSchema } from '#libs/contracts';
import { Answers } from '#libs/service-kit';

/** A route whose requests are safe to repeat under the same key. */
export const TakesIdempotencyKey = (): MethodDecorator =>
  ApiHeader({
    name: HeaderName.IdempotencyKey,
    required: false,
    description: `Makes the request safe to repeat for ${idempotencyKeyLife}`,
  });

/**
 * A route that changes one order: `If-Match` and `Idempotency-Key` are understood, the answer is the snapshot
 * and what became of the wish, made by `@ChangeAnswer`.
 */
export const ChangesOrder = (summary: string): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    ApiHeader({
      name: HeaderName.IfMatch,
      required: false,
      description: 'The version that the caller has seen, in quotes',
    }),
    ApiHeader({
      name: HeaderName.Prefer,
      required: false,
      description: '`return=minimal` answers with no more than order, version, status and result',
    }),
    TakesIdempotencyKey(),
    Answers(z.union([updateResultSchema, minimalResultSchema]), summary, [
      'invalid_request',
      'unknown_status',
      'unauthenticated',
      'forbidden',
      'order_not_found',
      'transition_not_allowed',
      'external_id_taken',
      'version_mismatch',
      'idempotency_key_reused',
      'unavailable',
    ]),
  );
