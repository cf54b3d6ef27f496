import type { OrdersClient } from '#libs/service-kit';
import { waitAfter } from '../notification/back-off.ts';
import { withoutContacts } from '../notification/channel.ts';
import type { Notification } from '../notification/notification.entity.ts';
import type { Results } from '../notification/notification-metrics.ts';
import type { NotificationQueue } from '../notification/notification-queue.ts';
import { digestOf, type FoundText, type SmsProvider } from '../sms/sms-provider.ts';

export interface SettleSmsParts {
  readonly queue: NotificationQueue;
  readonly orders: Pick<OrdersClient, 'messageFacts'>;
  readonly provider: SmsProvider | null;
  readonly results: Results;
  readonly now: () => Date;
  /** How long after a doubtful send the provider may still be making up its mind, in milliseconds. */
  readonly graceMs: number;
}

/** The provider's clock and ours may differ by this much, in milliseconds. */
const clockSlack = 60_000;

/** Finds out what came of a text whose answer was lost: asks the provider, and sends it anew only where the provider has no such text. */
export class SettleSmsHandler {
  constructor(private readonly parts: SettleSmsParts) {}

  async handle(notification: Notification): Promise<void> {
    const { queue, now } = this.parts;
    if (notification.deadlineAt <= now()) {
      await queue.doubt(notification, notification.lastError ?? 'no answer', null);
      return;
    }
    try {
      await this.#settle(notification, await this.#lookUp(notification));
    } catch (error) {
      const at = this.#in(
        waitAfter({ attempts: notification.attempts + 1, ageMs: this.#age(notification.createdAt) }),
      );
      await queue.doubt(
        notification,
        withoutContacts(error instanceof Error ? error.message : 'the look-up failed'),
        at,
      );
    }
  }

  async #lookUp(notification: Notification): Promise<FoundText | null> {
    const { orders, provider, queue } = this.parts;
    const { contact } = await orders.messageFacts(notification.orderId, notification.restaurantId);
    if (provider === null || contact?.phone === undefined)
      throw new Error('there is no number, or no provider, to ask about');
    const known = await queue.providerIdsOf(notification);
    const since = new Date((notification.attemptedAt ?? notification.createdAt).getTime() - clockSlack);
    const found = await provider.textsTo(contact.phone, since);
    return (
      found.find(
        ({ body, providerId }) => digestOf(body) === notification.digest && !known.has(providerId),
      ) ?? null
    );
  }

  async #settle(notification: Notification, found: FoundText | null): Promise<void> {
    const { queue, results } = this.parts;
    if (found?.failure === null) {
      await queue.succeed(notification, found.providerId);
      results.tell(notification, 'sms', 'found');
    } else if (found !== null) {
      await queue.bury(notification, 'undelivered', withoutContacts(found.failure));
      results.tell(notification, 'sms', 'undelivered');
    } else if (this.#age(notification.attemptedAt ?? notification.createdAt) < this.parts.graceMs) {
      await queue.doubt(
        notification,
        notification.lastError ?? 'no answer',
        this.#in(this.parts.graceMs / 4),
      );
    } else {
      await queue.sendAgain(notification, 'the provider has no such text', this.parts.now());
      results.tell(notification, 'sms', 'absent');
    }
  }

  #age(since: Date): number {
    return this.parts.now().getTime() - since.getTime();
  }

  #in(ms: number): Date {
    return new Date(this.parts.now().getTime() + ms);
  }
}
