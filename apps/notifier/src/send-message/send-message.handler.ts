import type { MessageFacts } from '#libs/contracts';
import { type OrdersClient, ProblemError } from '#libs/service-kit';
import type { MessageChannel } from '../notification/channel.ts';
import { Delivery, type DeliveryParts } from '../notification/delivery.ts';
import type { Channel, Notification } from '../notification/notification.entity.ts';
import type { NotificationQueue } from '../notification/notification-queue.ts';
import { Correction, type CorrectionVerdict } from './correction.ts';
import { staleness } from './verdict.ts';

/** How long a correction waits before it asks again what came of the message that it corrects, in milliseconds. */
const correctionPause = 1_000;

export interface SendMessageParts extends Omit<DeliveryParts<Notification>, 'queue' | 'channelOf'> {
  readonly queue: NotificationQueue;
  readonly orders: Pick<OrdersClient, 'messageFacts'>;
  readonly channels: Readonly<Record<Channel, MessageChannel | null>>;
}

/** Takes one message that is due to its end or to its next try: is it still worth sending, still true, wanted; then it leaves. */
export class SendMessageHandler {
  readonly #correction: Correction;
  readonly #delivery: Delivery<Notification>;

  constructor(private readonly parts: SendMessageParts) {
    this.#correction = new Correction(parts.queue);
    this.#delivery = new Delivery({ ...parts, channelOf: ({ channel }) => channel });
  }

  async handle(notification: Notification): Promise<void> {
    if (await this.#delivery.isTooLate(notification)) return;
    const facts = await this.#readOrder(notification);
    if (facts === null) return;
    const verdict = await this.#judge(notification, facts);
    if (verdict === 'wait') await this.#delivery.hold(notification, correctionPause);
    else if (verdict !== 'send') await this.#delivery.drop(notification, verdict);
    else await this.#send(notification, facts);
  }

  async #readOrder(notification: Notification): Promise<MessageFacts | null> {
    try {
      const facts = await this.parts.orders.messageFacts(notification.orderId, notification.restaurantId);
      if (facts.version >= notification.version) return facts;
      await this.#delivery.retryBeforeSending(notification, `orders answered version ${facts.version}`);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 404)
        await this.#delivery.bury(notification, 'order_not_found', 'orders knows no such order');
      else await this.#delivery.retryBeforeSending(notification, error);
    }
    return null;
  }

  async #judge(notification: Notification, facts: MessageFacts): Promise<CorrectionVerdict | 'recalled'> {
    const stale = staleness(notification, facts);
    if (stale !== null) return stale;
    return notification.corrects === null
      ? 'send'
      : this.#correction.judge(notification, notification.corrects, facts);
  }

  async #send(notification: Notification, facts: MessageFacts): Promise<void> {
    const prepared =
      (await this.parts.channels[notification.channel]?.prepare(notification, facts)) ?? 'no_provider';
    if (typeof prepared === 'string') await this.#delivery.drop(notification, prepared);
    else await this.#delivery.send(notification, prepared);
  }
}
