import { retryWhileUnavailable } from '#libs/postgres';
import type { Clock } from '../platform/index.ts';
import { waitAfter } from './back-off.ts';
import { type PreparedMessage, reasonOf, type SendOutcome, withoutContacts } from './channel.ts';
import type { MessageQueue } from './message-queue.ts';
import type { DeathReason, DropReason, QueuedMessage } from './queued-message.entity.ts';
import type { SendResults } from './send-results.ts';

/**
 * What is with a provider and cannot be written makes a message doubtful, so the database is given some
 * seconds to come back.
 */
const patience = { retries: 8, minTimeout: 250, maxTimeout: 2_000 };

/**
 * The last steps of every message: it leaves, and what came of it is written down; or it does not leave, and
 * why.
 */
export class Delivery<Row extends QueuedMessage> {
  /** @param lookUpAfterMs how long after a doubtful send a text is first looked for */
  constructor(
    private readonly queue: MessageQueue<Row>,
    private readonly results: SendResults,
    private readonly now: Clock,
    private readonly lookUpAfterMs: number,
  ) {}

  /** @returns whether it came too late to be sent, and was given up */
  async isTooLate(row: Row): Promise<boolean> {
    if (row.deadlineAt > this.now()) return false;
    await this.bury(row, 'deadline', row.lastError ?? 'it was not sent in time');
    return true;
  }

  async send(row: Row, prepared: PreparedMessage): Promise<void> {
    if (!(await retryWhileUnavailable(() => this.queue.startSending(row, prepared.record), patience))) return;
    const sending: Row = { ...row, state: 'sending', attempts: row.attempts + 1 };
    const outcome = await prepared.send();
    this.#record(row, outcome.kind);
    await retryWhileUnavailable(() => this.#settle(sending, outcome), patience);
  }

  async drop(row: Row, why: DropReason): Promise<void> {
    if (await this.queue.drop(row, why)) this.#record(row, 'dropped');
  }

  async bury(
    row: Row,
    why: Extract<DeathReason, 'deadline' | 'order_not_found'>,
    error: string,
  ): Promise<void> {
    if (await this.queue.bury(row, why, withoutContacts(error))) this.#record(row, why);
  }

  async hold(row: Row, ms: number): Promise<void> {
    await this.queue.hold(row, this.#in(ms));
  }

  /** For what went wrong before the provider was asked. */
  async retryBeforeSending(row: Row, error: unknown): Promise<void> {
    const failed = { ...row, attempts: row.attempts + 1 };
    await this.queue.failBeforeSending(row, reasonOf(error), this.#nextTry(failed));
    this.#record(row, 'later');
  }

  #record(row: Row, result: string): void {
    this.results.record(row, this.queue.channelOf(row), result);
  }

  async #settle(sending: Row, outcome: SendOutcome): Promise<void> {
    const { queue, lookUpAfterMs } = this;
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
        await queue.doubt(
          sending,
          withoutContacts(outcome.error),
          queue.channelOf(sending) === 'sms' ? this.#in(lookUpAfterMs) : null,
        );
        return;
      case 'later':
        await queue.sendAgain(
          sending,
          withoutContacts(outcome.error),
          this.#nextTry(sending, outcome.retryAfterMs),
        );
    }
  }

  /** Not past the deadline, so that what is given up is known as such in time. */
  #nextTry({ attempts, createdAt, deadlineAt }: Row, retryAfterMs?: number): Date {
    const next = this.#in(
      waitAfter({ attempts, ageMs: this.now().getTime() - createdAt.getTime(), retryAfterMs }),
    );
    return next < deadlineAt ? next : deadlineAt;
  }

  #in(ms: number): Date {
    return new Date(this.now().getTime() + ms);
  }
}
