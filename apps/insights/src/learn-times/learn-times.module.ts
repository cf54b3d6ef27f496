import { Module } from '@nestjs/common';
import { OrdersClient } from '#libs/orders-client';
import { ORDERS_ACCESS, type OrdersAccess } from '../platform/index.ts';
import { LearningSignals, RecordStagesModule } from '../record-stages/index.ts';
import { Heartbeat } from './heartbeat.ts';
import { Kitchens } from './kitchens.ts';
import { KnownRestaurants } from './known-restaurants.ts';
import { LearnTimesHandler } from './learn-times.handler.ts';
import { LearningWorker } from './learning-worker.ts';

/** How long orders take is learned, and handed to `orders`. */
@Module({
  imports: [RecordStagesModule],
  providers: [
    {
      provide: OrdersClient,
      inject: [ORDERS_ACCESS],
      useFactory: ({ ordersUrl, credentials }: OrdersAccess) => new OrdersClient(ordersUrl, credentials),
    },
    Heartbeat,
    Kitchens,
    KnownRestaurants,
    LearnTimesHandler,
    LearningWorker,
  ],
  exports: [KnownRestaurants, OrdersClient],
})
export class LearnTimesModule {
  constructor(signals: LearningSignals, worker: LearningWorker) {
    signals.onOutcome(() => {
      worker.expectWork();
    });
  }
}
