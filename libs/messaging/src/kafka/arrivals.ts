import type { ConsumedRecord } from '../event-log.ts';

/**
 * Gathers the records of one turn of the event loop, such as those that a fetch brought, so that they are
 * handed over together.
 */
export class Arrivals {
  #records: ConsumedRecord[] = [];
  #handing: Promise<void> | undefined;

  constructor(private readonly handOver: (records: readonly ConsumedRecord[]) => Promise<void>) {}

  /** Resolves once the record was handed over with those beside it. */
  add(record: ConsumedRecord): Promise<void> {
    this.#records.push(record);
    return (this.#handing ??= Promise.resolve().then(() => this.#handAllOver()));
  }

  #handAllOver(): Promise<void> {
    const records = this.#records;
    this.#records = [];
    this.#handing = undefined;
    return this.handOver(records);
  }
}
