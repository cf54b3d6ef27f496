import { Module } from '@nestjs/common';
import { ConsentModule } from '../consent/index.ts';
import { type NotifierSettings, smtpOf, twilioOf } from '../notifier.config.ts';
import { OrdersClientModule } from '../orders-client/index.ts';
import { MAILBOX_FOLDER, SETTINGS } from '../platform/index.ts';
import { EmailChannel } from './email.channel.ts';
import { MAIL_TRANSPORT, type MailTransport } from './mail.ts';
import { Mailbox } from './mailbox/mailbox.ts';
import { MessageChannels } from './message-channels.ts';
import { PublicUrl } from './public-url.ts';
import { SMS_PROVIDER, type SmsProvider } from './sms-provider.ts';
import { SmsChannel } from './sms.channel.ts';
import { Smtp } from './smtp.ts';
import { Twilio } from './twilio.ts';

/** Who carries mail and texts: as it is set up, else the mailbox, where there is one. */
@Module({
  imports: [ConsentModule, OrdersClientModule],
  providers: [
    {
      provide: Mailbox,
      inject: [MAILBOX_FOLDER],
      useFactory: (folder: string | null) => (folder === null ? null : new Mailbox(folder)),
    },
    { provide: MAIL_TRANSPORT, inject: [SETTINGS, Mailbox], useFactory: mailTransport },
    { provide: SMS_PROVIDER, inject: [SETTINGS, Mailbox], useFactory: smsProvider },
    EmailChannel,
    MessageChannels,
    PublicUrl,
    SmsChannel,
  ],
  exports: [Mailbox, MAIL_TRANSPORT, MessageChannels, PublicUrl, SMS_PROVIDER],
})
export class ProvidersModule {}

function mailTransport(settings: NotifierSettings, mailbox: Mailbox | null): MailTransport | null {
  const smtp = smtpOf(settings);
  return smtp === null ? mailbox : new Smtp(smtp.url);
}

function smsProvider(settings: NotifierSettings, mailbox: Mailbox | null): SmsProvider | null {
  const twilio = twilioOf(settings);
  return twilio === null ? mailbox : new Twilio(twilio);
}
