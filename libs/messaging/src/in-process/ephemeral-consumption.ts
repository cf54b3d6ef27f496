import { handOver } from '../concurrency/ephemeral-handling.ts';
import type { ConsumedRecord, Consumption, EphemeralConsumer } from '../event-log.ts';
import type { DurableOptions } from './durable-consumption.ts';

export type EphemeralOptions = Pick<DurableOptions, 'stalledAfterMs' | 'now' | 'onError'>;

/**
 * A consumer that `publish` does not wait for: it has a queue of its own and takes all that is in it, again
 * and again.
 */
export class EphemeralConsumption implements Consumption {
  #queue: ConsumedRecord[] = [];
  #serving: Promise<void> | undefined;
  #inHand = 0;
  #inHandSince: number | undefined;
  #stopped = false;

  constructor(
    readonly consumer: EphemeralConsumer,
    private readonly options: EphemeralOptions,
    private readonly onStop: () => void,
  ) {}

  get healthy(): boolean {
    const { now, stalledAfterMs } = this.options;
    return !this.#stopped && (this.#inHandSince === undefined || now() - this.#inHandSince <= stalledAfterMs);
  }

  readonly parked = 0;

  async lag(): Promise<ReadonlyMap<number, number>> {
    return new Map([[0, this.#queue.length + this.#inHand]]);
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
    while (this.#queue.length > 0 && !this.#stopped) await this.#handle(this.#queue.splice(0));
    this.#serving = undefined;
  }

  async #handle(records: readonly ConsumedRecord[]): Promise<void> {
    this.#inHand = records.length;
    this.#inHandSince = this.options.now();
    await handOver(records, this.consumer, this.options.onError);
    this.#inHand = 0;
    this.#inHandSince = undefined;
  }
}
