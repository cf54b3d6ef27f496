import { Module } from '@nestjs/common';
import { ConsentModule } from '../consent/index.ts';
import { OrdersClientModule } from '../orders-client/index.ts';
import { QueueModule } from '../queue/index.ts';
import { SentTexts } from './sent-texts.ts';
import { SettleSmsHandler } from './settle-sms.handler.ts';
import { SmsStatusController } from './sms-status.controller.ts';
import { SmsStatusHandler } from './sms-status.handler.ts';

/** What came of texts: as the provider reports it, or is asked. */
@Module({
  imports: [ConsentModule, OrdersClientModule, QueueModule],
  controllers: [SmsStatusController],
  providers: [SentTexts, SettleSmsHandler, SmsStatusHandler],
  exports: [SettleSmsHandler],
})
export class DeliveryReportsModule {}
