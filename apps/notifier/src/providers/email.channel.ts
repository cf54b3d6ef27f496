import { Inject, Injectable } from '@nestjs/common';
import type { MessageFacts } from '#libs/contracts';
import { type NotifierSettings, senderOf } from '../notifier.config.ts';
import { SETTINGS } from '../platform/index.ts';
import type { DropReason, MessageChannel, Notification, PreparedMessage } from '../queue/index.ts';
import { asOneLine, emailMessage, messageContextOf } from '../templates/index.ts';
import { MAIL_TRANSPORT, type MailTransport } from './mail.ts';

/** Mail to the address that was given with the order, in the restaurant's name. */
@Injectable()
export class EmailChannel implements MessageChannel {
  constructor(
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport | null,
    @Inject(SETTINGS) private readonly settings: NotifierSettings,
  ) {}

  async prepare(notification: Notification, facts: MessageFacts): Promise<PreparedMessage | DropReason> {
    const { transport } = this;
    if (transport === null) return 'no_provider';
    const address = facts.contact?.email;
    if (address === undefined) return 'no_contact';
    const mail = {
      id: notification.id,
      from: { name: asOneLine(facts.restaurant.name), address: senderOf(this.settings) },
      to: { name: asOneLine(facts.contact?.name ?? ''), address },
      ...emailMessage(messageContextOf(notification, facts)),
    };
    return { record: { digest: null, callback_url: null }, send: () => transport.send(mail) };
  }
}
