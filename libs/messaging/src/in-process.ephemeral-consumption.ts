import { asError } from './event-log.errors.ts';
import type { ConsumedRecord, Consumption, LogConsumer } from './event-log.ts';
import type { DurableTerms } from './in-process.durable-consumption.ts';

export type EphemeralTerms = Pick<DurableTerms, 'stalledAfterMs' | 'now' | 'onError'>;

/** A consumer that `publish` does not wait for: it has a queue of its own and takes one record after the other. */
export class EphemeralConsumption implements Consumption {
  #queue: ConsumedRecord[] = [];
  #serving: Promise<void> | undefined;
  #inHandSince: number | undefined;
  /** Of those taken off the queue, how many are not handled yet. */
  #taken = 0;
  #stopped = false;

  constructor(
    readonly consumer: LogConsumer,
    private readonly terms: EphemeralTerms,
    private readonly onStop: () => void,
  ) {}

  get healthy(): boolean {
    const { now, stalledAfterMs } = this.terms;
    return !this.#stopped && (this.#inHandSince === undefined || now() - this.#inHandSince <= stalledAfterMs);
  }

  readonly parked = 0;

  async lag(): Promise<ReadonlyMap<number, number>> {
    return new Map([[0, this.#queue.length + this.#taken]]);
  }

  offer(record: ConsumedRecord): void {
    if (this.#stopped) return;
    this.#queue.push(record);
    // In a microtask, so that no handler runs on the publisher's stack.
    this.#serving ??= Promise.resolve().then(() => this.#serve());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.onStop();
    await this.#serving;
  }

  async #serve(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      this.#taken = batch.length;
      for (const record of batch) {
        if (this.#stopped) return;
        await this.#handle(record);
        this.#taken -= 1;
      }
    }
    this.#serving = undefined;
  }

  async #handle(record: ConsumedRecord): Promise<void> {
    this.#inHandSince = this.terms.now();
    try {
      await this.consumer.handle(record);
    } catch (thrown) {
      this.terms.onError(asError(thrown), record, this.consumer);
    } finally {
      this.#inHandSince = undefined;
    }
  }
}
