import { Module } from '@nestjs/common';
import { DeliveryReportsModule, SettleSmsHandler } from '../delivery-reports/index.ts';
import { OrdersClientModule } from '../orders-client/index.ts';
import { ProvidersModule } from '../providers/index.ts';
import { channels, type Notification, NotificationQueue, QueueModule, QueueWorkers } from '../queue/index.ts';
import { Correction } from './correction.ts';
import { SendMessageHandler } from './send-message.handler.ts';

/** Messages about orders leave, each channel by itself, so that a slow provider holds up its own alone. */
@Module({
  imports: [DeliveryReportsModule, OrdersClientModule, ProvidersModule, QueueModule],
  providers: [Correction, SendMessageHandler],
})
export class SendMessageModule {
  constructor(
    queue: NotificationQueue,
    workers: QueueWorkers,
    sendMessage: SendMessageHandler,
    settleSms: SettleSmsHandler,
  ) {
    const handle = (notification: Notification): Promise<void> =>
      (notification.state === 'unknown' ? settleSms : sendMessage).handle(notification);
    for (const channel of channels) workers.add({ lane: channel, due: queue.due(channel), handle });
  }
}
