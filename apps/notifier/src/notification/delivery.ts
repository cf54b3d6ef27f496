import pRetry from 'p-retry';
import { isDatabaseUnavailable } from '#libs/service-kit';
import { waitAfter } from './back-off.ts';
import { type PreparedMessage, type SendOutcome, withoutContacts } from './channel.ts';
import type { MessageQueue } from './message-queue.ts';
import type { Channel } from './notification.entity.ts';
import type { Results } from './notification-metrics.ts';
import type { DeathReason, DropReason, QueuedMessage } from './queued-message.entity.ts';

/** What is with a provider and cannot be written makes a message doubtful, so the database is given some seconds to come back. */
const whileAway = {
  retries: 8,
  minTimeout: 250,
  maxTimeout: 2_000,
  shouldRetry: ({ error }: { readonly error: unknown }) => isDatabaseUnavailable(error),
} as const;

export interface DeliveryParts<Row extends QueuedMessage> {
  readonly queue: MessageQueue<Row>;
  readonly results: Results;
  readonly now: () => Date;
  readonly channelOf: (row: Row) => Channel;
  /** How long after a doubtful send a text is first looked for, in milliseconds. */
  readonly lookUpAfterMs: number;
}

/** The last steps of every message: it leaves, and what came of it is written down; or it does not leave, and why. */
export class Delivery<Row extends QueuedMessage> {
  constructor(private readonly parts: DeliveryParts<Row>) {}

  /** @returns whether it came too late to be sent, and was given up */
  async isTooLate(row: Row): Promise<boolean> {
    if (row.deadlineAt > this.parts.now()) return false;
    await this.bury(row, 'deadline', row.lastError ?? 'it was not sent in time');
    return true;
  }

  async send(row: Row, prepared: PreparedMessage): Promise<void> {
    const { queue, results, channelOf } = this.parts;
    if (!(await pRetry(() => queue.startSending(row, prepared.trace), whileAway))) return;
    const sending: Row = { ...row, state: 'sending', attempts: row.attempts + 1 };
    const outcome = await prepared.send();
    results.tell(row, channelOf(row), outcome.kind);
    await pRetry(() => this.#settle(sending, outcome), whileAway);
  }

  async drop(row: Row, why: DropReason): Promise<void> {
    if (await this.parts.queue.drop(row, why)) this.#tell(row, 'dropped');
  }

  async bury(
    row: Row,
    why: Extract<DeathReason, 'deadline' | 'order_not_found'>,
    error: string,
  ): Promise<void> {
    if (await this.parts.queue.bury(row, why, withoutContacts(error))) this.#tell(row, why);
  }

  async hold(row: Row, ms: number): Promise<void> {
    await this.parts.queue.hold(row, this.#in(ms));
  }

  /** For what went wrong before the provider was asked. */
  async retryBeforeSending(row: Row, error: unknown): Promise<void> {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const failed = { ...row, attempts: row.attempts + 1 };
    await this.parts.queue.failBeforeSending(row, withoutContacts(reason), this.#nextTry(failed));
    this.#tell(row, 'later');
  }

  #tell(row: Row, result: string): void {
    this.parts.results.tell(row, this.parts.channelOf(row), result);
  }

  async #settle(sending: Row, outcome: SendOutcome): Promise<void> {
    const { queue, channelOf, lookUpAfterMs } = this.parts;
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
          channelOf(sending) === 'sms' ? this.#in(lookUpAfterMs) : null,
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
      waitAfter({ attempts, ageMs: this.parts.now().getTime() - createdAt.getTime(), retryAfterMs }),
    );
    return next < deadlineAt ? next : deadlineAt;
  }

  #in(ms: number): Date {
    return new Date(this.parts.now().getTime() + ms);
  }
}
