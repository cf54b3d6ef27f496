import { Inject, Injectable } from '@nestjs/common';
import { SharedFacts } from '../orders-client/index.ts';
import { digestOf, type FoundText, SMS_PROVIDER, type SmsProvider } from '../providers/index.ts';
import { type Notification, NotificationQueue } from '../queue/index.ts';

/** The provider's clock and ours may differ by this much, in milliseconds. */
const clockSlack = 60_000;

/** Looks for texts at the provider, whose answers were lost. */
@Injectable()
export class SentTexts {
  constructor(
    private readonly queue: NotificationQueue,
    private readonly facts: SharedFacts,
    @Inject(SMS_PROVIDER) private readonly provider: SmsProvider | null,
  ) {}

  /**
   * The text as the provider has it, and no equal one of an earlier moment; null where it has none.
   * @throws Error where it cannot be looked for
   */
  async find(notification: Notification): Promise<FoundText | null> {
    const { orderId, restaurantId, attemptedAt, createdAt, digest } = notification;
    const { contact } = await this.facts.messageFacts(orderId, restaurantId);
    if (this.provider === null || contact?.phone === undefined)
      throw new Error('there is no number, or no provider, to ask about');
    const known = await this.queue.providerIdsOf(notification);
    const since = new Date((attemptedAt ?? createdAt).getTime() - clockSlack);
    const found = await this.provider.textsTo(contact.phone, since);
    return found.find(({ body, providerId }) => digestOf(body) === digest && !known.has(providerId)) ?? null;
  }
}
