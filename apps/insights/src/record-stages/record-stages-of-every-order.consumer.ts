import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { OrderEvent } from '#libs/contracts';
import { OnOrderEvent } from '#libs/messaging';
import { RecordEventsHandler } from './record-events.handler.ts';

/** Nothing is learned here: events are only written down, so that learning never holds up the log. */
@Controller()
export class RecordStagesOfEveryOrderConsumer {
  constructor(private readonly handler: RecordEventsHandler) {}

  @OnOrderEvent({ consumer: 'insights', durable: true })
  on(@Payload() events: readonly OrderEvent[]): Promise<void> {
    return this.handler.handle(events);
  }
}
