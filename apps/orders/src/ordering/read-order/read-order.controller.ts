import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  type Caller,
  HeaderName,
  idSchema,
  type Order,
  orderSchema,
  type Snapshot,
  snapshotSchema,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { CurrentCaller, For } from '../../identity/index.ts';
import { ReadOrderHandler } from './read-order.handler.ts';

@ApiTags('Orders')
@Controller('api/v1/online/orders')
export class ReadOrderController {
  constructor(private readonly handler: ReadOrderHandler) {}

  @Get(':id')
  @For('staff', 'device', 'customer', 'guest')
  @Answers(orderSchema, 'An order', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'order_not_found',
    'unavailable',
  ])
  order(@Param('id', { schema: idSchema }) orderId: string, @CurrentCaller() caller: Caller): Promise<Order> {
    return this.handler.order(orderId, caller);
  }

  @Get(':id/status')
  @For('staff', 'device', 'customer', 'guest')
  @ApiHeader({
    name: HeaderName.IfNoneMatch,
    required: false,
    description: 'The ETag that the caller has: the version in quotes',
  })
  @ApiResponse({ status: 304, description: 'It is still at that version' })
  @Answers(snapshotSchema, 'Where an order is', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'order_not_found',
    'unavailable',
  ])
  async status(
    @Param('id', { schema: idSchema }) orderId: string,
    @CurrentCaller() caller: Caller,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Snapshot | undefined> {
    const snapshot = await this.handler.status(orderId, caller);
    const etag = `"${String(snapshot.version)}"`;
    void reply.headers({ ETag: etag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization' });
    if (!matches(known, etag)) return snapshot;
    void reply.status(304);
    return undefined;
  }
}

/** RFC 9110 §13.1.2: any of the tags named, weak or strong, or any at all. */
function matches(known: string | undefined, etag: string): boolean {
  const tags = known?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}
