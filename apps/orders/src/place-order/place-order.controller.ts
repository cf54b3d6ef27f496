import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Order, orderSchema, type PlaceOrder, placeOrderSchema } from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { For } from '../account/for.decorator.ts';
import { ChangeContext, type ChangeHeaders } from '../order/change-context.decorator.ts';
import { PlaceOrderHandler } from './place-order.handler.ts';

@ApiTags('Orders')
@Controller('api/v1/online/orders')
export class PlaceOrderController {
  constructor(private readonly handler: PlaceOrderHandler) {}

  @Post()
  @For('staff', 'device with orders:write', 'customer')
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Makes the request safe to repeat for 24 hours',
  })
  @Answers(
    orderSchema,
    'Place an order',
    [
      'invalid_request',
      'unauthenticated',
      'forbidden',
      'external_id_taken',
      'idempotency_key_reused',
      'unavailable',
    ],
    201,
  )
  async place(
    @Body({ schema: placeOrderSchema }) body: PlaceOrder,
    @ChangeContext() headers: ChangeHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Order> {
    const { order, replayed } = await this.handler.handle(body, headers);
    if (replayed) void reply.header('Idempotency-Replayed', 'true');
    void reply
      .header('ETag', `"${String(order.version)}"`)
      .header('Location', `/api/v1/online/orders/${order.order_id}`);
    return order;
  }
}
