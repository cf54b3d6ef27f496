import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { OrderEvent } from '#libs/contracts';
import { OnOrderEvent } from '#libs/messaging';
import { NotificationWorkers } from '../notification/notification-workers.ts';
import { TakeInEventHandler } from './take-in-event.handler.ts';

/** Nothing is sent here: an event is only noted down, so that a slow provider never holds up the log. */
@Controller()
export class NotifyCustomerWhenStatusChangesConsumer {
  constructor(
    private readonly takeInEvent: TakeInEventHandler,
    private readonly workers: NotificationWorkers,
  ) {}

  @OnOrderEvent({ consumer: 'notifier', durable: true })
  async on(@Payload() event: OrderEvent): Promise<void> {
    const dueAt = await this.takeInEvent.handle(event);
    if (dueAt !== null) this.workers.expectWorkAt(dueAt);
  }
}
