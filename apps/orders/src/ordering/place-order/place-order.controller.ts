import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  HeaderName,
  type PlacedOrder,
  placedOrderSchema,
  type PlaceOrder,
  placeOrderSchema,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { For } from '../../identity/index.ts';
import { ChangeContext } from '../order/http/change-context.decorator.ts';
import type { ChangeHeaders } from '../order/writing/change-request.ts';
import { TakesIdempotencyKey } from '../order/http/changes-order.decorator.ts';
import { Sent, type SentOrder } from './sent-order.decorator.ts';
import { PlaceOrderHandler } from './place-order.handler.ts';

@ApiTags('Orders')
@Controller('api/v1/online/orders')
export class PlaceOrderController {
  constructor(private readonly handler: PlaceOrderHandler) {}

  @Post()
  @For('staff', 'device with orders:write', 'customer')
  @TakesIdempotencyKey()
  @ApiHeader({
    name: HeaderName.Prefer,
    required: false,
    description: '`handling=strict` refuses what is otherwise taken with warnings',
  })
  @Answers(
    placedOrderSchema,
    'Place an order',
    [
      'invalid_request',
      'unauthenticated',
      'forbidden',
      'restaurant_paused',
      'external_id_taken',
      'idempotency_key_reused',
      'unavailable',
    ],
    201,
  )
  async place(
    @Body({ schema: placeOrderSchema }) body: PlaceOrder,
    @Sent() sent: SentOrder,
    @ChangeContext() headers: ChangeHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlacedOrder> {
    const { order, replayed } = await this.handler.handle(body, sent, headers);
    if (sent.strict) void reply.header(HeaderName.PreferenceApplied, 'handling=strict');
    if (replayed) void reply.header(HeaderName.IdempotencyReplayed, 'true');
    void reply
      .header('ETag', `"${String(order.version)}"`)
      .header('Location', `/api/v1/online/orders/${order.order_id}`);
    return order;
  }
}
