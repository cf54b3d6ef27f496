import { Module } from '@nestjs/common';
import { OrdersClient } from '#libs/orders-client';
import { ORDERS_ACCESS, type OrdersAccess } from '../platform/index.ts';
import { SharedFacts } from './shared-facts.ts';

/** What the notifier asks of `orders`. */
@Module({
  providers: [
    {
      provide: OrdersClient,
      inject: [ORDERS_ACCESS],
      useFactory: ({ ordersUrl, credentials }: OrdersAccess) => new OrdersClient(ordersUrl, credentials),
    },
    SharedFacts,
  ],
  exports: [OrdersClient, SharedFacts],
})
export class OrdersClientModule {}
