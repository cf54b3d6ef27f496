import { type DynamicModule, Global, Module } from '@nestjs/common';
import { mailboxFolder, smtpOf, twilioOf } from '../notifier.config.ts';
import type { PlatformOptions } from '../platform/index.ts';
import { MAIL_TRANSPORT } from './mail.ts';
import { Mailbox, MAILBOX_FOLDER } from './mailbox/mailbox.ts';
import { SMS_PROVIDER } from './sms-provider.ts';
import { Smtp, SMTP_SETTINGS } from './smtp.ts';
import { Twilio, TWILIO_SETTINGS } from './twilio.ts';

/** Who carries mail and texts, for all areas: as it is set up, else the mailbox, where there is one. */
@Global()
@Module({})
export class TransportsModule {
  static with({ settings, mailbox }: Pick<PlatformOptions, 'settings' | 'mailbox'>): DynamicModule {
    const [smtp, twilio] = [smtpOf(settings), twilioOf(settings)];
    return {
      module: TransportsModule,
      providers: [
        { provide: MAILBOX_FOLDER, useValue: mailboxFolder(settings) },
        mailbox ? Mailbox : { provide: Mailbox, useValue: null },
        ...(smtp === null ? [] : [{ provide: SMTP_SETTINGS, useValue: smtp }, Smtp]),
        ...(twilio === null ? [] : [{ provide: TWILIO_SETTINGS, useValue: twilio }, Twilio]),
        { provide: MAIL_TRANSPORT, useExisting: smtp === null ? Mailbox : Smtp },
        { provide: SMS_PROVIDER, useExisting: twilio === null ? Mailbox : Twilio },
      ],
      exports: [Mailbox, MAIL_TRANSPORT, SMS_PROVIDER],
    };
  }
}
