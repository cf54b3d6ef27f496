import { Module } from '@nestjs/common';
import { ConsentModule } from '../consent/index.ts';
import { OrdersClientModule } from '../orders-client/index.ts';
import { EmailChannel } from './email.channel.ts';
import { MessageChannels } from './message-channels.ts';
import { PublicUrl } from './public-url.ts';
import { SmsChannel } from './sms.channel.ts';

/** The ways to reach customers about their orders, over what the transports carry. */
@Module({
  imports: [ConsentModule, OrdersClientModule],
  providers: [EmailChannel, MessageChannels, PublicUrl, SmsChannel],
  exports: [MessageChannels, PublicUrl],
})
export class ProvidersModule {}
