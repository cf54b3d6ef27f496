import { Module } from '@nestjs/common';
import { OutboxMetrics } from './outbox-metrics.ts';
import { OutboxWakeUp } from './outbox-wake-up.ts';
import { OutboxRelay } from './outbox.relay.ts';

/** From a commit to the event log. */
@Module({
  providers: [OutboxMetrics, OutboxRelay, OutboxWakeUp],
  exports: [OutboxWakeUp],
})
export class OutboxModule {}
