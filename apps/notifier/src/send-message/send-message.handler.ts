import pRetry from 'p-retry';
import type { MessageFacts } from '#libs/contracts';
import { isDatabaseUnavailable, type OrdersClient, ProblemError } from '#libs/service-kit';
import { waitAfter } from '../notification/back-off.ts';
import { type MessageChannel, type SendOutcome, withoutContacts } from '../notification/channel.ts';
import type { Channel, Notification } from '../notification/notification.entity.ts';
import type { NotificationQueue } from '../notification/notification-queue.ts';
import type { Results } from '../notification/notification-metrics.ts';
import { Correction, type CorrectionVerdict } from './correction.ts';
import { staleness } from './verdict.ts';

/** How long a correction waits before it asks again what came of the message that it corrects, in milliseconds. */
const correctionPause = 1_000;

/** A receipt that cannot be written makes a message doubtful, so the database is given some seconds to come back. */
const receiptRetry = { retries: 8, minTimeout: 250, maxTimeout: 2_000 } as const;

export interface SendMessageParts {
  readonly queue: NotificationQueue;
  readonly orders: Pick<OrdersClient, 'messageFacts'>;
  readonly channels: Readonly<Record<Channel, MessageChannel | null>>;
  readonly results: Results;
  readonly now: () => Date;
  /** How long after a doubtful send a text is first looked for, in milliseconds. */
  readonly lookUpAfterMs: number;
}

/** Takes one message that is due to its end or to its next try: is it still worth sending, still true, wanted; then it leaves. */
export class SendMessageHandler {
  readonly #correction: Correction;

  constructor(private readonly parts: SendMessageParts) {
    this.#correction = new Correction(parts.queue);
  }

  async handle(notification: Notification): Promise<void> {
    if (notification.deadlineAt <= this.parts.now()) {
      return this.#bury(notification, 'deadline', notification.lastError ?? 'it was not sent in time');
    }
    const facts = await this.#readOrder(notification);
    if (facts === null) return;
    const verdict = await this.#judge(notification, facts);
    if (verdict === 'wait') await this.parts.queue.hold(notification, this.#in(correctionPause));
    else if (verdict !== 'send') await this.#drop(notification, verdict);
    else await this.#send(notification, facts);
  }

  async #readOrder(notification: Notification): Promise<MessageFacts | null> {
    try {
      const facts = await this.parts.orders.messageFacts(notification.orderId);
      if (facts.version >= notification.version) return facts;
      await this.#retryBeforeSending(notification, `orders answered version ${facts.version}`);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 404) await this.#bury(notification, 'order_not_found', 'orders knows no such order');
      else await this.#retryBeforeSending(notification, error instanceof Error ? `${error.name}: ${error.message}` : 'orders gave no answer');
    }
    return null;
  }

  async #judge(notification: Notification, facts: MessageFacts): Promise<CorrectionVerdict | 'recalled'> {
    const stale = staleness(notification, facts);
    if (stale !== null) return stale;
    return notification.corrects === null ? 'send' : this.#correction.judge(notification, notification.corrects, facts);
  }

  async #send(notification: Notification, facts: MessageFacts): Promise<void> {
    const prepared = (await this.parts.channels[notification.channel]?.prepare(notification, facts)) ?? 'no_provider';
    if (typeof prepared === 'string') return this.#drop(notification, prepared);
    if (!(await this.parts.queue.startSending(notification, prepared.trace))) return;
    const sending: Notification = { ...notification, state: 'sending', attempts: notification.attempts + 1 };
    const outcome = await prepared.send();
    this.parts.results.count(sending.channel, outcome.kind);
    await pRetry(() => this.#settle(sending, outcome), { ...receiptRetry, shouldRetry: ({ error }) => isDatabaseUnavailable(error) });
  }

  async #settle(sending: Notification, outcome: SendOutcome): Promise<void> {
    const { queue } = this.parts;
    switch (outcome.kind) {
      case 'sent':
        await queue.succeed(sending, outcome.providerId);
        return;
      case 'refused':
        await queue.bury(sending, 'refused', withoutContacts(outcome.error));
        return;
      case 'opted_out':
        await queue.dropSending(sending, 'opted_out');
        return;
      case 'unknown':
        await queue.doubt(sending, withoutContacts(outcome.error), sending.channel === 'sms' ? this.#in(this.parts.lookUpAfterMs) : null);
        return;
      case 'later':
        await queue.sendAgain(sending, withoutContacts(outcome.error), this.#nextTry(sending, outcome.retryAfterMs));
    }
  }

  async #drop(notification: Notification, why: Parameters<NotificationQueue['drop']>[1]): Promise<void> {
    if (await this.parts.queue.drop(notification, why)) this.parts.results.count(notification.channel, 'dropped');
  }

  async #bury(notification: Notification, why: 'deadline' | 'order_not_found', error: string): Promise<void> {
    if (await this.parts.queue.bury(notification, why, withoutContacts(error))) this.parts.results.count(notification.channel, why);
  }

  async #retryBeforeSending(notification: Notification, error: string): Promise<void> {
    const failed = { ...notification, attempts: notification.attempts + 1 };
    await this.parts.queue.failBeforeSending(notification, withoutContacts(error), this.#nextTry(failed));
    this.parts.results.count(notification.channel, 'later');
  }

  /** Not past the deadline, so that what is given up is known as such in time. */
  #nextTry({ attempts, createdAt, deadlineAt }: Notification, retryAfterMs?: number): Date {
    const next = this.#in(waitAfter({ attempts, ageMs: this.parts.now().getTime() - createdAt.getTime(), retryAfterMs }));
    return next < deadlineAt ? next : deadlineAt;
  }

  #in(ms: number): Date {
    return new Date(this.parts.now().getTime() + ms);
  }
}
