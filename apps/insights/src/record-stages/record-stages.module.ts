import { Inject, Module } from '@nestjs/common';
import { Health, type HealthCheck } from '#libs/service-kit';
import { CONSUMER_HEALTH } from '../platform/index.ts';
import { KeepingUp } from './keeping-up.ts';
import { LearningSignals } from './learning-signals.ts';
import { RecordEventsHandler } from './record-events.handler.ts';
import { RecordStagesOfEveryOrderConsumer } from './record-stages-of-every-order.consumer.ts';
import { RewriteWorker } from './rewrite-worker.ts';
import { StaleOrders } from './stale-orders.ts';

/** Order events come in, and what the orders come to by them is written down. */
@Module({
  controllers: [RecordStagesOfEveryOrderConsumer],
  providers: [KeepingUp, LearningSignals, RecordEventsHandler, RewriteWorker, StaleOrders],
  exports: [KeepingUp, LearningSignals, StaleOrders],
})
export class RecordStagesModule {
  constructor(health: Health, @Inject(CONSUMER_HEALTH) consumerHealthy: HealthCheck) {
    health.needsForReady('insights consumer', consumerHealthy);
  }
}
