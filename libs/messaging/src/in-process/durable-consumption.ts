import { ConsumerAwayError } from '../event-log.errors.ts';
import { PermanentHandlerError } from '../event-log.ts';
import type { ConsumedRecord, Consumption, DurableConsumer, LogConsumer } from '../event-log.ts';
import { RecordsInHand } from '../concurrency/records-in-hand.ts';
import { retryTransient } from '../concurrency/retry.ts';
import type { RetryPolicy } from '../concurrency/retry.ts';
import { Slots } from '../concurrency/slots.ts';

export interface DurableOptions {
  /** How many records, of as many keys, are handled at once. */
  readonly concurrentKeys: number;
  readonly retry: RetryPolicy;
  /** A record in hand for longer, retries included, makes the consumption unhealthy; milliseconds. */
  readonly stalledAfterMs: number;
  readonly now: () => number;
  readonly onError: (error: Error, record: ConsumedRecord, consumer: LogConsumer) => void;
}

/** A consumer whose success `publish` waits for. */
export class DurableConsumption implements Consumption {
  readonly #away = new AbortController();
  readonly #slots: Slots;
  readonly #inHand: RecordsInHand;
  #lastGaveUp = false;

  constructor(
    private readonly consumer: DurableConsumer,
    private readonly options: DurableOptions,
  ) {
    this.#slots = new Slots(options.concurrentKeys);
    this.#inHand = new RecordsInHand(options.now);
  }

  get stopped(): boolean {
    return this.#away.signal.aborted;
  }

  get healthy(): boolean {
    return !this.stopped && !this.#lastGaveUp && this.#inHand.oldestAgeMs <= this.options.stalledAfterMs;
  }

  /** What it gives up is kept by whoever published it. */
  readonly parked = 0;

  async lag(): Promise<ReadonlyMap<number, number>> {
    return new Map([[0, this.#inHand.count]]);
  }

  async stop(): Promise<void> {
    this.#away.abort(new ConsumerAwayError(this.consumer.name));
    await this.#inHand.settled();
  }

  /** @throws PermanentHandlerError, ConsumerAwayError, or what the last attempt failed with */
  async deliver(record: ConsumedRecord): Promise<void> {
    try {
      await this.#inHand.track(() => this.#deliverWithRetries(record));
      this.#lastGaveUp = false;
    } catch (error) {
      this.#lastGaveUp = !(error instanceof PermanentHandlerError);
      throw error;
    }
  }

  /** A slot is held only while the handler runs, so that records in back-off hold up nobody. */
  #deliverWithRetries(record: ConsumedRecord): Promise<void> {
    const { retry, onError } = this.options;
    const attempt = () => this.#slots.run(() => this.#handle(record));
    return retryTransient(attempt, retry, this.#away.signal, (error) =>
      onError(error, record, this.consumer),
    );
  }

  async #handle(record: ConsumedRecord): Promise<void> {
    this.#away.signal.throwIfAborted();
    await this.consumer.handle(record);
  }
}
