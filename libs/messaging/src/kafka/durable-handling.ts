import { asError } from '../event-log.errors.ts';
import { PermanentHandlerError } from '../event-log.ts';
import type { ConsumedRecord, DurableConsumer, LogConsumer } from '../event-log.ts';
import { retryTransient } from '../concurrency/retry.ts';
import type { RetryPolicy } from '../concurrency/retry.ts';
import { Slots } from '../concurrency/slots.ts';

/** A record failed again and again while others were handled. */
export class GaveUpError extends PermanentHandlerError {
  override readonly name = 'GaveUpError';
}

export interface DurableHandlingOptions {
  /** How many records, of as many keys, are handled at once. */
  readonly concurrentKeys: number;
  /** `attempts` counts only those that fail while other records are handled. */
  readonly retry: RetryPolicy;
  /** Whether an error says that what the handler needs is away, and so nothing of the record. */
  readonly isAway: (error: Error) => boolean;
  readonly onError: (error: Error, record: ConsumedRecord, consumer: LogConsumer) => void;
  /** Keeps a record that cannot be handled. */
  readonly park: (record: ConsumedRecord, error: Error) => Promise<void>;
  /** Hears of every record that was parked. */
  readonly onParked: (error: Error, record: ConsumedRecord, consumer: LogConsumer) => void;
}

/**
 * Handles a record until it is handled or parked.
 *
 * A record is at fault, and is parked, where its handler says so by a PermanentHandlerError, or where it
 * fails `attempts` times with another record handled since its failure before. Where an error says that what
 * is needed is away (a database), or while nothing succeeds, it is the surroundings that fail, and then
 * nothing is parked, however long it takes: records wait, each with the later ones of its order behind it,
 * and the group's committed place stays before them. That others are handled is no proof by itself: there
 * may have been nothing to do for them.
 *
 * A parked record holds up nobody: the later ones of its order are handled as usual. They tell of absolute
 * facts (a status with its version), so each consumer copes with the hole: the notifier judges a message by
 * the order as it is when it leaves, and the gateway fills a hole from the order's history. A parked record
 * that is published again later is late and no more: versions already shown are dropped, and a message that
 * is no longer true is not sent. `KafkaEventLog.returnDeadLetters` publishes parked records again.
 */
export class DurableHandling {
  readonly #slots: Slots;
  #handled = 0;
  #parked = 0;

  constructor(
    private readonly consumer: DurableConsumer,
    private readonly options: DurableHandlingOptions,
  ) {
    this.#slots = new Slots(options.concurrentKeys);
  }

  get parked(): number {
    return this.#parked;
  }

  /**
   * @throws the signal's reason, or what the last attempt failed with, where the signal came first: the
   * record is not done
   */
  async settle(record: ConsumedRecord, signal: AbortSignal): Promise<void> {
    try {
      await this.#retry(this.#attempts(record, signal), record, signal);
    } catch (error) {
      if (!(error instanceof PermanentHandlerError)) throw error;
      await this.#retry(() => this.options.park(record, error), record, signal);
      this.#parked += 1;
      this.options.onParked(error, record, this.consumer);
    }
  }

  #retry(attempt: () => Promise<void>, record: ConsumedRecord, signal: AbortSignal): Promise<void> {
    const policy = { ...this.options.retry, attempts: Infinity };
    return retryTransient(attempt, policy, signal, (error) =>
      this.options.onError(error, record, this.consumer),
    );
  }

  #attempts(record: ConsumedRecord, signal: AbortSignal): () => Promise<void> {
    let atFault = 0;
    let handledBefore: number | undefined;
    return async () => {
      try {
        await this.#slots.run(() => this.#handle(record, signal));
      } catch (thrown) {
        const othersWere = handledBefore !== undefined && this.#handled > handledBefore;
        if (othersWere && !this.options.isAway(asError(thrown))) atFault += 1;
        handledBefore = this.#handled;
        if (atFault < this.options.retry.attempts) throw thrown;
        throw new GaveUpError(asError(thrown).message, { cause: thrown });
      }
      this.#handled += 1;
    };
  }

  async #handle(record: ConsumedRecord, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await this.consumer.handle(record);
  }
}
