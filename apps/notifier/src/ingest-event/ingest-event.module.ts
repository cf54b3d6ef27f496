import { Inject, Module } from '@nestjs/common';
import { Health, type HealthCheck } from '#libs/service-kit';
import { CONSUMER_HEALTH } from '../platform/index.ts';
import { QueueModule } from '../queue/index.ts';
import { IngestEventsHandler } from './ingest-events.handler.ts';
import { NotifyCustomerWhenStatusChangesConsumer } from './notify-customer-when-status-changes.consumer.ts';

/** Order events come in, and the messages that they ask for go into the queue. */
@Module({
  imports: [QueueModule],
  controllers: [NotifyCustomerWhenStatusChangesConsumer],
  providers: [IngestEventsHandler],
})
export class IngestEventModule {
  constructor(health: Health, @Inject(CONSUMER_HEALTH) consumerHealthy: HealthCheck) {
    health.needsForReady('notifier consumer', consumerHealthy);
  }
}
