import type { MessageFacts } from '#libs/contracts';
import type { ConsentLedger } from '../consent/consent-ledger.ts';
import { smsText } from '../message/sms-text.ts';
import { tellingOf } from '../message/telling.ts';
import type { MessageChannel, PreparedMessage } from '../notification/channel.ts';
import type { Notification } from '../notification/notification.entity.ts';
import type { DropReason } from '../notification/queued-message.entity.ts';
import { digestOf, type SmsProvider } from './sms-provider.ts';

/** Where the provider reports what came of a text; the job is named in the query. */
export const smsStatusPath = '/api/v1/sms/status';

/** Texts to the number that was given with the order, to those who have not opted out. */
export class SmsChannel implements MessageChannel {
  constructor(
    private readonly provider: SmsProvider,
    private readonly consents: ConsentLedger,
  ) {}

  async prepare(notification: Notification, facts: MessageFacts): Promise<PreparedMessage | DropReason> {
    const to = facts.contact?.phone;
    if (to === undefined) return 'no_contact';
    if (!(await this.consents.allows({ phone: to, restaurantId: notification.restaurantId }))) return 'opted_out';
    const body = smsText(tellingOf(notification, facts));
    const statusCallback = `${facts.public_url.replace(/\/+$/, '')}${smsStatusPath}?job=${notification.id}`;
    return {
      trace: { digest: digestOf(body), callbackUrl: statusCallback },
      send: () => this.provider.send({ to, body, statusCallback }),
    };
  }
}
