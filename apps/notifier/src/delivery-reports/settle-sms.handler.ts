import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, TIMING, type Timing } from '../platform/index.ts';
import type { FoundText } from '../providers/index.ts';
import {
  type Notification,
  NotificationQueue,
  SendResults,
  waitAfter,
  withoutContacts,
} from '../queue/index.ts';
import { SentTexts } from './sent-texts.ts';

/**
 * Finds out what came of a text whose answer was lost: asks the provider, and sends it anew only where the
 * provider has no such text.
 */
@Injectable()
export class SettleSmsHandler {
  constructor(
    private readonly sentTexts: SentTexts,
    private readonly queue: NotificationQueue,
    private readonly results: SendResults,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(TIMING) private readonly timing: Timing,
  ) {}

  async handle(notification: Notification): Promise<void> {
    const { queue, now } = this;
    if (notification.deadlineAt <= now()) {
      await queue.doubt(notification, notification.lastError ?? 'no answer', null);
      return;
    }
    try {
      await this.#settle(notification, await this.sentTexts.find(notification));
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

  async #settle(notification: Notification, found: FoundText | null): Promise<void> {
    const { queue, results } = this;
    const { graceMs } = this.timing;
    if (found?.failure === null) {
      await queue.succeed(notification, found.providerId);
      results.record(notification, 'sms', 'found');
    } else if (found !== null) {
      await queue.bury(notification, 'undelivered', withoutContacts(found.failure));
      results.record(notification, 'sms', 'undelivered');
    } else if (this.#age(notification.attemptedAt ?? notification.createdAt) < graceMs) {
      await queue.doubt(notification, notification.lastError ?? 'no answer', this.#in(graceMs / 4));
    } else {
      await queue.sendAgain(notification, 'the provider has no such text', this.now());
      results.record(notification, 'sms', 'absent');
    }
  }

  #age(since: Date): number {
    return this.now().getTime() - since.getTime();
  }

  #in(ms: number): Date {
    return new Date(this.now().getTime() + ms);
  }
}
