import { Module } from '@nestjs/common';
import { Health } from '#libs/service-kit';
import { NotificationDelivery } from './notification-delivery.ts';
import { NotificationMetrics } from './notification-metrics.ts';
import { NotificationQueue } from './notification-queue.ts';
import { QueueWorkers } from './queue-workers.ts';
import { SendResults } from './send-results.ts';
import { Worker } from './worker.ts';

/** Where messages wait for their time, and who works them off. */
@Module({
  providers: [
    NotificationDelivery,
    NotificationMetrics,
    NotificationQueue,
    QueueWorkers,
    SendResults,
    Worker,
  ],
  exports: [NotificationDelivery, NotificationQueue, QueueWorkers, SendResults, Worker],
})
export class QueueModule {
  constructor(health: Health, workers: QueueWorkers) {
    health.needsForLive('notifier workers', () => workers.areMakingProgress());
  }
}
