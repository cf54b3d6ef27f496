import { admit, usualMaxRecordBytes } from '../concurrency/admission.ts';
import type { Admitted } from '../concurrency/admission.ts';
import { asError, ConsumerAwayError, HeldBackError, LogClosedError } from '../event-log.errors.ts';
import { PermanentHandlerError, PublishError } from '../event-log.ts';
import type {
  ConsumedRecord,
  Consumption,
  DurableConsumer,
  EphemeralConsumer,
  EventLog,
  LogConsumer,
  LogRecord,
  PublishFailure,
} from '../event-log.ts';
import { DurableConsumption } from './durable-consumption.ts';
import type { DurableOptions } from './durable-consumption.ts';
import { EphemeralConsumption } from './ephemeral-consumption.ts';
import { KeyLanes } from '../concurrency/key-lanes.ts';
import { neverThrowing } from '../concurrency/never-throwing.ts';
import { RecordsInHand } from '../concurrency/records-in-hand.ts';
import { defaultRetryPolicy } from '../concurrency/retry.ts';
import type { RetryPolicy } from '../concurrency/retry.ts';

export interface InProcessEventLogOptions {
  /** Hears of every attempt of a handler that failed, whether it is tried again or not. */
  readonly onError: (error: Error, record: ConsumedRecord, consumer: LogConsumer) => void;
  /**
   * Durable consumers that will come: until each is there, records of its topic fail and may be tried again.
   */
  readonly durableConsumers?: readonly Pick<LogConsumer, 'name' | 'topic'>[];
  /** Key, headers and value together; 900 kB by default, a little under a broker's usual limit. */
  readonly maxRecordBytes?: number;
  /** Of each durable consumer; 16 by default. */
  readonly concurrentKeys?: number;
  readonly retry?: Partial<RetryPolicy>;
  /** Milliseconds; 30,000 by default. */
  readonly stalledAfterMs?: number;
  readonly now?: () => number;
}

/**
 * An event log within one process. It keeps nothing: whoever publishes keeps a record until `publish` has
 * resolved, and by then every durable consumer has handled it. A durable consumer once seen stays expected
 * after it has stopped.
 */
export class InProcessEventLog implements EventLog {
  readonly #durable = new Map<string, Map<string, DurableConsumption | undefined>>();
  readonly #ephemeral = new Set<EphemeralConsumption>();
  readonly #lanes = new KeyLanes();
  readonly #publishing: RecordsInHand;
  readonly #options: DurableOptions;
  readonly #maxRecordBytes: number;
  #lastPosition = 0;
  #closed = false;

  constructor(options: InProcessEventLogOptions) {
    this.#options = optionsOf(options);
    this.#maxRecordBytes = options.maxRecordBytes ?? usualMaxRecordBytes;
    this.#publishing = new RecordsInHand(this.#options.now);
    for (const { topic, name } of options.durableConsumers ?? []) this.#groupsOf(topic).set(name, undefined);
  }

  async publish(records: readonly LogRecord[]): Promise<void> {
    if (this.#closed)
      throw new PublishError(
        records.map((_, index) => ({ index, retryable: true, cause: new LogClosedError() })),
      );
    await this.#publishing.track(() => this.#publishBatch(records));
  }

  async consume(consumer: LogConsumer): Promise<Consumption> {
    if (this.#closed) throw new LogClosedError();
    return consumer.durable ? this.#consumeDurably(consumer) : this.#consumeFromNowOn(consumer);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const durable = [...this.#durable.values()].flatMap((groups) =>
      [...groups.values()].filter((group) => group !== undefined),
    );
    await Promise.all([...durable, ...this.#ephemeral].map((consumption) => consumption.stop()));
    await this.#publishing.settled();
  }

  #consumeDurably(consumer: DurableConsumer): Consumption {
    const groups = this.#groupsOf(consumer.topic);
    if (groups.get(consumer.name)?.stopped === false) {
      throw new Error(`"${consumer.name}" consumes ${consumer.topic} already`);
    }
    const consumption = new DurableConsumption(consumer, this.#options);
    groups.set(consumer.name, consumption);
    return consumption;
  }

  #consumeFromNowOn(consumer: EphemeralConsumer): Consumption {
    const consumption = new EphemeralConsumption(consumer, this.#options, () =>
      this.#ephemeral.delete(consumption),
    );
    this.#ephemeral.add(consumption);
    return consumption;
  }

  async #publishBatch(batch: readonly LogRecord[]): Promise<void> {
    const { lanes, records, failures } = admit(batch, this.#maxRecordBytes, () =>
      String(++this.#lastPosition),
    );
    this.#offerToEphemeral(records);
    const awaited = [...lanes].filter(([, lane]) => this.#isAwaited(lane));
    const handled = await Promise.all(
      awaited.map(([key, lane]) => this.#lanes.run(key, () => this.#handleInOrder(lane))),
    );
    const all = [...failures, ...handled.flat()].sort((a, b) => a.index - b.index);
    if (all.length > 0) throw new PublishError(all);
  }

  /** Whether there is, or is to be, anyone durable. */
  #isAwaited([first]: readonly Admitted[]): boolean {
    return first !== undefined && this.#durable.has(first.record.topic);
  }

  /** At once and not after the durable ones: a screen must not wait for a message to be noted down. */
  #offerToEphemeral(records: readonly ConsumedRecord[]): void {
    for (const record of records) {
      for (const consumption of this.#ephemeral) {
        if (consumption.consumer.topic === record.topic) consumption.offer(record);
      }
    }
  }

  async #handleInOrder(lane: readonly Admitted[]): Promise<PublishFailure[]> {
    const failures: PublishFailure[] = [];
    for (const { index, record } of lane) {
      const earlier = failures[0]?.cause;
      const failure = earlier
        ? { retryable: true, cause: new HeldBackError(earlier) }
        : await this.#handle(record);
      if (failure) failures.push({ index, ...failure });
    }
    return failures;
  }

  /** A record that one consumer can never handle is still tried again for another that may. */
  async #handle(record: ConsumedRecord): Promise<Omit<PublishFailure, 'index'> | undefined> {
    const groups = [...(this.#durable.get(record.topic) ?? [])];
    const outcomes = await Promise.allSettled(groups.map(([name, group]) => deliver(record, name, group)));
    const errors = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [asError(outcome.reason)] : [],
    );
    const transient = errors.find((error) => !(error instanceof PermanentHandlerError));
    const cause = transient ?? errors[0];
    return cause && { retryable: transient !== undefined, cause };
  }

  #groupsOf(topic: string): Map<string, DurableConsumption | undefined> {
    const groups = this.#durable.get(topic) ?? new Map<string, DurableConsumption | undefined>();
    this.#durable.set(topic, groups);
    return groups;
  }
}

async function deliver(
  record: ConsumedRecord,
  name: string,
  group: DurableConsumption | undefined,
): Promise<void> {
  if (!group) throw new ConsumerAwayError(name);
  await group.deliver(record);
}

function optionsOf(options: InProcessEventLogOptions): DurableOptions {
  return {
    concurrentKeys: options.concurrentKeys ?? 16,
    retry: { ...defaultRetryPolicy, ...options.retry },
    stalledAfterMs: options.stalledAfterMs ?? 30_000,
    now: options.now ?? (() => performance.now()),
    onError: neverThrowing(options.onError),
  };
}
