import type { MessageFacts } from '#libs/contracts';
import type { ConsentLedger } from '../consent/consent-ledger.ts';
import { smsText } from '../message/sms-text.ts';
import { tellingOf } from '../message/telling.ts';
import type { MessageChannel, PreparedMessage, SendOutcome } from '../notification/channel.ts';
import type { Notification } from '../notification/notification.entity.ts';
import type { DropReason } from '../notification/queued-message.entity.ts';
import type { PublicUrl } from './public-url.ts';
import { digestOf, type SmsProvider, type Text } from './sms-provider.ts';
import { optedOutCode } from './twilio.ts';

/** Where the provider reports what came of a text; the job is named in the query. */
export const smsStatusPath = '/api/v1/sms/status';

/** Texts to the number that was given with the order, to those who have not opted out. */
export class SmsChannel implements MessageChannel {
  constructor(
    private readonly provider: SmsProvider,
    private readonly consents: ConsentLedger,
    private readonly publicUrl: PublicUrl,
  ) {}

  async prepare(notification: Notification, facts: MessageFacts): Promise<PreparedMessage | DropReason> {
    const to = facts.contact?.phone;
    if (to === undefined) return 'no_contact';
    if (!(await this.consents.allows({ phone: to, restaurantId: notification.restaurantId })))
      return 'opted_out';
    const body = smsText(tellingOf(notification, facts));
    const statusCallback = `${this.publicUrl.told(facts.public_url)}${smsStatusPath}?job=${notification.id}`;
    return {
      trace: { digest: digestOf(body), callbackUrl: statusCallback },
      send: () => this.#send({ id: notification.id, to, body, statusCallback }),
    };
  }

  /** What the provider knows of a customer's wish, and we did not, is remembered. */
  async #send(text: Text): Promise<SendOutcome> {
    const outcome = await this.provider.send(text);
    // Where it cannot be written now, the provider says so again the next time.
    if (outcome.kind === 'opted_out')
      await this.consents.optOut(text.to, `the provider's answer ${optedOutCode}`).catch(() => undefined);
    return outcome;
  }
}
