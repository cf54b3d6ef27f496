import { Inject, Injectable } from '@nestjs/common';
import type { MessageFacts } from '#libs/contracts';
import { ConsentLedger } from '../consent/index.ts';
import type {
  DropReason,
  MessageChannel,
  Notification,
  PreparedMessage,
  SendOutcome,
} from '../queue/index.ts';
import { messageContextOf, smsText } from '../templates/index.ts';
import { PublicUrl } from './public-url.ts';
import { digestOf, SMS_PROVIDER, type SmsProvider, type Text } from './sms-provider.ts';
import { optedOutCode } from './twilio.ts';

/** Where the provider reports what came of a text; the job is named in the query. */
export const smsStatusPath = '/api/v1/sms/status';

/** Texts to the number that was given with the order, to those who have not opted out. */
@Injectable()
export class SmsChannel implements MessageChannel {
  constructor(
    @Inject(SMS_PROVIDER) private readonly provider: SmsProvider | null,
    private readonly consents: ConsentLedger,
    private readonly publicUrl: PublicUrl,
  ) {}

  async prepare(notification: Notification, facts: MessageFacts): Promise<PreparedMessage | DropReason> {
    const { provider } = this;
    if (provider === null) return 'no_provider';
    const to = facts.contact?.phone;
    if (to === undefined) return 'no_contact';
    if (!(await this.consents.allows({ phone: to, restaurantId: notification.restaurantId })))
      return 'opted_out';
    const body = smsText(messageContextOf(notification, facts));
    const publicUrl = this.publicUrl.remember(facts.public_url);
    const statusCallback = `${publicUrl}${smsStatusPath}?job=${notification.id}`;
    return {
      record: { digest: digestOf(body), callback_url: statusCallback },
      send: () => this.#send(provider, { id: notification.id, to, body, statusCallback }),
    };
  }

  /** What the provider knows of a customer's wish, and we did not, is remembered. */
  async #send(provider: SmsProvider, text: Text): Promise<SendOutcome> {
    const outcome = await provider.send(text);
    // Where it cannot be written now, the provider says so again the next time.
    if (outcome.kind === 'opted_out')
      await this.consents.optOut(text.to, `the provider's answer ${optedOutCode}`).catch(() => undefined);
    return outcome;
  }
}
