import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { OrderEvent } from '#libs/contracts';
import { OnOrderEvent } from '#libs/messaging';
import { BroadcastChangeHandler } from './broadcast-change.handler.ts';

@Controller()
export class BroadcastChangeConsumer {
  constructor(private readonly broadcastChange: BroadcastChangeHandler) {}

  @OnOrderEvent({ consumer: 'tracking-gateway', durable: false })
  take(@Payload() event: OrderEvent): void {
    this.broadcastChange.take(event);
  }
}
