import { type DynamicModule, Global, Module } from '@nestjs/common';
import { InsightsModule, type InsightsOptions } from '../../insights/src/index.ts';
import { NotifierModule, type NotifierOptions } from '../../notifier/src/index.ts';
import { OrdersModule, type OrdersOptions } from '../../orders/src/index.ts';
import {
  EVENT_LOG_HEALTH,
  TrackingGatewayModule,
  type TrackingGatewayOptions,
} from '../../tracking-gateway/src/index.ts';

export interface StandaloneOptions {
  readonly orders: OrdersOptions;
  readonly gateway: TrackingGatewayOptions;
  readonly notifier: NotifierOptions;
  readonly insights: InsightsOptions;
  /** Whether all consumers of the event log stand and make progress. */
  readonly eventLogHealthy: () => boolean;
}

/** The services in one process, on one port. */
@Global()
@Module({})
export class StandaloneModule {
  static with({ orders, gateway, notifier, insights, eventLogHealthy }: StandaloneOptions): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        OrdersModule.with(orders),
        TrackingGatewayModule.with(gateway),
        NotifierModule.with(notifier),
        InsightsModule.with(insights),
      ],
      providers: [{ provide: EVENT_LOG_HEALTH, useValue: eventLogHealthy }],
      exports: [EVENT_LOG_HEALTH],
    };
  }
}
