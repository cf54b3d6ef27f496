import { Module } from '@nestjs/common';
import { OrdersClient } from '#libs/orders-client';
import type { OwnUrl } from '#libs/service-kit';
import type { TrackingGatewaySettings } from '../tracking-gateway.config.ts';
import { GATEWAY_SETTINGS, ORDERS_URL } from './gateway-options.ts';

/**
 * The way to `orders`. Not global: the other services of a process have one too, with credentials of their
 * own.
 */
@Module({
  providers: [
    {
      provide: OrdersClient,
      inject: [ORDERS_URL, GATEWAY_SETTINGS],
      useFactory: (
        ordersUrl: OwnUrl,
        { SERVICE_CLIENT_ID: id, SERVICE_CLIENT_SECRET: secret }: TrackingGatewaySettings,
      ) => new OrdersClient(ordersUrl, { id, secret }),
    },
  ],
  exports: [OrdersClient],
})
export class OrdersClientModule {}
