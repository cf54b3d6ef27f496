import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import {
  HeaderName,
  orderWithHistorySchema,
  placedOrderSchema,
  placeOrderSchema,
  unknownFields,
  type Warning,
} from '#libs/contracts';
import { preferences } from '#libs/service-kit';
import type { KnownRequest } from '../../platform/index.ts';

/** An order as it is sent, and as it is answered: when it is placed, when it is read, and in the history. */
const knownForms = [placeOrderSchema, placedOrderSchema, orderWithHistorySchema];

/** What a request to place an order says beside the order itself. */
export interface SentOrder {
  /** Rather refuse than take what is not understood. */
  readonly strict: boolean;
  /** For each field that no order has, neither one that is placed nor one that is answered. */
  readonly unknown: readonly Warning[];
}

export const Sent = createParamDecorator((_: unknown, context: ExecutionContext): SentOrder => {
  const { headers, body } = context.switchToHttp().getRequest<KnownRequest>();
  return {
    strict: preferences(headers[HeaderName.Prefer.toLowerCase()]).strict,
    unknown: unknownFields(knownForms, body)
      .slice(0, 50)
      .map((path) => ({
        path: path.join('.'),
        code: 'unknown_field',
        message: 'is not known here, and was left out',
      })),
  };
});
