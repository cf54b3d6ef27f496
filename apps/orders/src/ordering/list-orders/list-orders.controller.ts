import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type Account,
  type HistoryQuery,
  historyQuerySchema,
  type ListOrdersQuery,
  listOrdersQuerySchema,
  type OrderHistoryPage,
  orderHistoryPageSchema,
  type OrderPage,
  orderPageSchema,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { CurrentCaller, For } from '../../identity/index.ts';
import { ListOrdersHandler } from './list-orders.handler.ts';

@ApiTags('Orders')
@Controller('api/v1/online/orders')
export class ListOrdersController {
  constructor(private readonly handler: ListOrdersHandler) {}

  @Get()
  @For('staff', 'device with orders:read')
  @Answers(orderPageSchema, "The restaurant's orders, newest first", [
    'invalid_request',
    'unknown_status',
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  list(
    @Query({ schema: listOrdersQuerySchema }) query: ListOrdersQuery,
    @CurrentCaller() caller: Account,
  ): Promise<OrderPage> {
    return this.handler.list(query, caller);
  }

  @Get('history')
  @For('staff', 'device with orders:read', 'customer')
  @Answers(
    orderHistoryPageSchema,
    'Orders with all that happened to them: a customer’s own, or the restaurant’s',
    ['invalid_request', 'unauthenticated', 'forbidden', 'unavailable'],
  )
  history(
    @Query({ schema: historyQuerySchema }) query: HistoryQuery,
    @CurrentCaller() caller: Account,
  ): Promise<OrderHistoryPage> {
    return this.handler.history(query, caller);
  }
}
