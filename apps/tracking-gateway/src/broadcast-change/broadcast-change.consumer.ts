import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { OrderEvent } from '#libs/contracts';
import { OnOrderEvent } from '#libs/messaging';
import { BroadcastChangeHandler } from './broadcast-change.handler.ts';

@Controller()
export class BroadcastChangeConsumer {
  constructor(private readonly broadcastChange: BroadcastChangeHandler) {}

  @OnOrderEvent({ consumer: 'tracking-gateway', durable: false })
  take(@Payload() events: readonly OrderEvent[]): void {
    for (const event of events) this.broadcastChange.take(event);
  }
}
