import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { OrderEvent } from '#libs/contracts';
import { OnOrderEvent } from '#libs/messaging';
import { QueueWorkers } from '../queue/index.ts';
import { IngestEventsHandler } from './ingest-events.handler.ts';

/** Nothing is sent here: events are only written down, so that a slow provider never holds up the log. */
@Controller()
export class NotifyCustomerWhenStatusChangesConsumer {
  constructor(
    private readonly handler: IngestEventsHandler,
    private readonly workers: QueueWorkers,
  ) {}

  @OnOrderEvent({ consumer: 'notifier', durable: true })
  async on(@Payload() events: readonly OrderEvent[]): Promise<void> {
    const dueAt = await this.handler.handle(events);
    if (dueAt !== null) this.workers.expectWorkAt(dueAt);
  }
}
