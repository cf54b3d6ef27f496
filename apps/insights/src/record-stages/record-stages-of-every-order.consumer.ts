import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { OrderEvent } from '#libs/contracts';
import { OnOrderEvent } from '#libs/messaging';
import { RecordEventHandler } from './record-event.handler.ts';

/** Nothing is learned here: an event is only written down, so that learning never holds up the log. */
@Controller()
export class RecordStagesOfEveryOrderConsumer {
  constructor(private readonly handler: RecordEventHandler) {}

  @OnOrderEvent({ consumer: 'insights', durable: true })
  on(@Payload() event: OrderEvent): Promise<void> {
    return this.handler.handle(event);
  }
}
