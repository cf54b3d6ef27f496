import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { OrderEvent } from '#libs/contracts';
import { OnOrderEvent } from '#libs/messaging';
import { QueueWorkers } from '../queue/index.ts';
import { IngestEventHandler } from './ingest-event.handler.ts';

/** Nothing is sent here: an event is only written down, so that a slow provider never holds up the log. */
@Controller()
export class NotifyCustomerWhenStatusChangesConsumer {
  constructor(
    private readonly handler: IngestEventHandler,
    private readonly workers: QueueWorkers,
  ) {}

  @OnOrderEvent({ consumer: 'notifier', durable: true })
  async on(@Payload() event: OrderEvent): Promise<void> {
    const dueAt = await this.handler.handle(event);
    if (dueAt !== null) this.workers.expectWorkAt(dueAt);
  }
}
