import { Module } from '@nestjs/common';
import { ConsentModule } from '../consent/index.ts';
import { OrdersClientModule } from '../orders-client/index.ts';
import { ProvidersModule } from '../providers/index.ts';
import { InboundSmsController } from './inbound-sms.controller.ts';
import { InboundSmsHandler } from './inbound-sms.handler.ts';

/** What customers text back. */
@Module({
  imports: [ConsentModule, OrdersClientModule, ProvidersModule],
  controllers: [InboundSmsController],
  providers: [InboundSmsHandler],
})
export class InboundSmsModule {}
