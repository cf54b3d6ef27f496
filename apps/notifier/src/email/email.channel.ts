import type { MessageFacts } from '#libs/contracts';
import { emailMessage } from '../message/email-message.ts';
import { asOneLine, tellingOf } from '../message/telling.ts';
import type { MessageChannel, PreparedMessage } from '../notification/channel.ts';
import type { Notification } from '../notification/notification.entity.ts';
import type { DropReason } from '../notification/queued-message.entity.ts';
import type { MailTransport } from './mail.ts';

/** Mail to the address that was given with the order, in the restaurant's name. */
export class EmailChannel implements MessageChannel {
  constructor(
    private readonly transport: MailTransport,
    private readonly sender: string,
  ) {}

  prepare(notification: Notification, facts: MessageFacts): Promise<PreparedMessage | DropReason> {
    const address = facts.contact?.email;
    if (address === undefined) return Promise.resolve('no_contact');
    const mail = {
      id: notification.id,
      from: { name: asOneLine(facts.restaurant.name), address: this.sender },
      to: { name: asOneLine(facts.contact?.name ?? ''), address },
      ...emailMessage(tellingOf(notification, facts)),
    };
    return Promise.resolve({
      trace: { digest: null, callbackUrl: null },
      send: () => this.transport.send(mail),
    });
  }
}
