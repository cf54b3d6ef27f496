import { Injectable } from '@nestjs/common';
import type { MessageFacts } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { SharedFacts } from '../orders-client/index.ts';
import { MessageChannels } from '../providers/index.ts';
import { type Notification, NotificationDelivery } from '../queue/index.ts';
import { Correction, type CorrectionVerdict } from './correction.ts';
import { staleness } from './verdict.ts';

/**
 * How long a correction waits before it asks again what came of the message that it corrects, in
 * milliseconds.
 */
const correctionPause = 1_000;

/**
 * Takes one message that is due to its end or to its next try: is it still worth sending, still true, wanted;
 * then it leaves.
 */
@Injectable()
export class SendMessageHandler {
  constructor(
    private readonly facts: SharedFacts,
    private readonly correction: Correction,
    private readonly channels: MessageChannels,
    private readonly delivery: NotificationDelivery,
  ) {}

  async handle(notification: Notification): Promise<void> {
    if (await this.delivery.isTooLate(notification)) return;
    const facts = await this.#readOrder(notification);
    if (facts === null) return;
    const verdict = await this.#judge(notification, facts);
    if (verdict === 'wait') await this.delivery.hold(notification, correctionPause);
    else if (verdict !== 'send') await this.delivery.drop(notification, verdict);
    else await this.#send(notification, facts);
  }

  async #readOrder(notification: Notification): Promise<MessageFacts | null> {
    try {
      const facts = await this.facts.messageFacts(notification.orderId, notification.restaurantId);
      if (facts.version >= notification.version) return facts;
      await this.delivery.retryBeforeSending(notification, `orders answered version ${facts.version}`);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 404)
        await this.delivery.bury(notification, 'order_not_found', 'orders knows no such order');
      else await this.delivery.retryBeforeSending(notification, error);
    }
    return null;
  }

  async #judge(notification: Notification, facts: MessageFacts): Promise<CorrectionVerdict | 'recalled'> {
    const stale = staleness(notification, facts);
    if (stale !== null) return stale;
    return notification.corrects === null
      ? 'send'
      : this.correction.judge(notification, notification.corrects, facts);
  }

  async #send(notification: Notification, facts: MessageFacts): Promise<void> {
    const prepared = await this.channels.of(notification.channel).prepare(notification, facts);
    if (typeof prepared === 'string') await this.delivery.drop(notification, prepared);
    else await this.delivery.send(notification, prepared);
  }
}
