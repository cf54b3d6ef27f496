import { Inject, Module } from '@nestjs/common';
import { Health, type HealthCheck } from '#libs/service-kit';
import { CONSUMER_HEALTH } from '../platform/index.ts';
import { LearningSignals } from './learning-signals.ts';
import { RecordEventHandler } from './record-event.handler.ts';
import { RewriteWorker } from './rewrite-worker.ts';
import { RecordStagesOfEveryOrderConsumer } from './record-stages-of-every-order.consumer.ts';

/** Order events come in, and what the orders come to by them is written down. */
@Module({
  controllers: [RecordStagesOfEveryOrderConsumer],
  providers: [LearningSignals, RecordEventHandler, RewriteWorker],
  exports: [LearningSignals],
})
export class RecordStagesModule {
  constructor(health: Health, @Inject(CONSUMER_HEALTH) consumerHealthy: HealthCheck) {
    health.needsForReady('insights consumer', consumerHealthy);
  }
}
