import { randomUUID } from 'node:crypto';
import { admit, usualMaxRecordBytes } from '../concurrency/admission.ts';
import { handOver } from '../concurrency/ephemeral-handling.ts';
import { LogClosedError } from '../event-log.errors.ts';
import { PublishError } from '../event-log.ts';
import type {
  ConsumedRecord,
  Consumption,
  DurableConsumer,
  EphemeralConsumer,
  EventLog,
  LogConsumer,
  LogRecord,
} from '../event-log.ts';
import { Arrivals } from './arrivals.ts';
import { asAdmin, forgetGroup } from './client.ts';
import type { KafkaLogLevel, KafkaPlace } from './client.ts';
import { KafkaConsumption, usualLimits } from './consumption.ts';
import type { KafkaConsumptionLimits, KafkaConsumptionOptions } from './consumption.ts';
import { deadLetterOf } from './dead-letter.ts';
import { KafkaDeadLetters } from './dead-letters.ts';
import type { DeadLetter } from './dead-letters.ts';
import { DurableHandling } from './durable-handling.ts';
import { OutgoingLine } from './outgoing.ts';
import { KafkaProducer } from './producer.ts';
import { KafkaTopics } from './topics.ts';
import { neverThrowing } from '../concurrency/never-throwing.ts';
import { defaultRetryPolicy, retryTransient } from '../concurrency/retry.ts';
import type { RetryPolicy } from '../concurrency/retry.ts';
import { withTimeout } from '../concurrency/with-timeout.ts';

export interface KafkaEventLogOptions {
  /** Each as `host:port`. */
  readonly brokers: readonly string[];
  /** Names this process to the brokers. */
  readonly clientId: string;
  /** Hears of every attempt of a handler that failed, whether it is tried again or not. */
  readonly onError: (error: Error, record: ConsumedRecord, consumer: LogConsumer) => void;
  /**
   * Hears of every record that a durable consumer could not handle, once it lies in the dead-letter topic.
   */
  readonly onParked?: (error: Error, record: ConsumedRecord, consumer: LogConsumer) => void;
  /** A consumer has ended and will not come back: end the process, so that its supervisor starts it anew. */
  readonly onFatal: (error: Error, consumer: LogConsumer) => void;
  /** Hears what the Kafka client has to say. */
  readonly onLog?: (level: KafkaLogLevel, message: string, facts: Readonly<Record<string, unknown>>) => void;
  /** Of a topic that is made here; 6 by default. Its dead-letter topic has one. */
  readonly partitions?: number;
  /** Of topics made here; 1 by default. */
  readonly replicationFactor?: number;
  /** Key, headers and value together; 900 kB by default, a little under a broker's usual limit. */
  readonly maxRecordBytes?: number;
  /** How long `publish` tries before it fails, in milliseconds; 10,000 by default. */
  readonly publishTimeoutMs?: number;
  /** Of each durable consumer; 16 by default. */
  readonly concurrentKeys?: number;
  /** `attempts` counts only those that fail while other records are handled. */
  readonly retry?: Partial<RetryPolicy>;
  /**
   * Whether an error of a handler says that what it needs is away: the record waits then, and is never set
   * aside for it. By default none does.
   */
  readonly isAway?: (error: Error) => boolean;
  readonly limits?: Partial<KafkaConsumptionLimits>;
}

const usualRetry: RetryPolicy = { ...defaultRetryPolicy, maxMs: 5_000 };

/**
 * An event log on Kafka. A topic is made, with its dead-letter topic, before its first use. A durable
 * consumer is a member of the group `passline-<name>`; an ephemeral one of a new group of its own, which goes
 * with it.
 */
export class KafkaEventLog implements EventLog {
  readonly #closed = new AbortController();
  readonly #place: KafkaPlace;
  readonly #topics: KafkaTopics;
  readonly #producer: KafkaProducer;
  readonly #line: OutgoingLine;
  readonly #deadLetters: KafkaDeadLetters;
  readonly #consumptions = new Set<Consumption>();
  #closing: Promise<void> | undefined;

  constructor(private readonly options: KafkaEventLogOptions) {
    const {
      brokers,
      clientId,
      onLog = () => undefined,
      partitions = 6,
      replicationFactor = 1,
      publishTimeoutMs = 10_000,
    } = options;
    this.#place = { brokers, clientId, closed: this.#closed.signal, onLog: neverThrowing(onLog) };
    this.#topics = new KafkaTopics(this.#place, { partitions, replicationFactor });
    this.#producer = new KafkaProducer(this.#place, publishTimeoutMs);
    this.#deadLetters = new KafkaDeadLetters(this.#place, {
      publish: (record) => this.publish([record]),
      keep: (letter) => this.#park(letter),
    });
    this.#line = new OutgoingLine({ send: (records) => this.#send(records, publishTimeoutMs) });
  }

  async publish(records: readonly LogRecord[]): Promise<void> {
    const { lanes, failures: refused } = admit(
      records,
      this.options.maxRecordBytes ?? usualMaxRecordBytes,
      () => '',
    );
    const admitted = [...lanes.values()].flat().sort((a, b) => a.index - b.index);
    const failures = [...refused, ...(await this.#line.publish(admitted))].sort((a, b) => a.index - b.index);
    if (failures.length > 0) throw new PublishError(failures);
  }

  async consume(consumer: LogConsumer): Promise<Consumption> {
    if (this.#closing) throw new LogClosedError();
    await this.#topics.make(consumer.topic);
    return consumer.durable ? this.#consumeDurably(consumer) : this.#consumeFromNowOn(consumer);
  }

  /** What consumers of a topic could not handle and nobody has returned, oldest first. */
  deadLetters(topic: string): Promise<readonly DeadLetter[]> {
    return this.#deadLetters.list(topic);
  }

  /**
   * Publishes again what was parked of a topic; for an operator who has mended what was wrong. Every consumer
   * gets it, late: it drops what it knows and what is no longer true.
   * @param which the id of one, or `all`
   * @returns how many records went back
   */
  returnDeadLetters(topic: string, which = 'all'): Promise<number> {
    return this.#deadLetters.giveBack(topic, which);
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await Promise.all([
      this.#line.close(),
      ...[...this.#consumptions].map((consumption) => consumption.stop()),
    ]);
    await this.#producer.close();
    this.#closed.abort();
  }

  async #send(records: readonly LogRecord[], patienceMs: number): Promise<void> {
    const topics = [...new Set(records.map(({ topic }) => topic))];
    try {
      await withTimeout(
        patienceMs,
        'making the topics',
        Promise.all(topics.map((topic) => this.#topics.make(topic))),
      );
      await this.#producer.send(records);
    } catch (error) {
      for (const topic of topics) this.#topics.lookAgain(topic);
      throw error;
    }
  }

  #consumeDurably(consumer: DurableConsumer): Promise<Consumption> {
    const handling = new DurableHandling(consumer, {
      concurrentKeys: this.options.concurrentKeys ?? 16,
      retry: { ...usualRetry, ...this.options.retry },
      isAway: this.options.isAway ?? (() => false),
      onError: neverThrowing(this.options.onError),
      park: (record, error) => this.#park(deadLetterOf(record, consumer.name, error)),
      onParked: neverThrowing(this.options.onParked ?? (() => undefined)),
    });
    const settle: KafkaConsumptionOptions['settle'] = (record, signal) => handling.settle(record, signal);
    return this.#start(consumer, {
      groupId: `passline-${consumer.name}`,
      commits: true,
      startAt: new Map(),
      settle,
      parked: () => handling.parked,
    });
  }

  /** Not admitted like others: it is a little larger than the record it is made of. */
  async #park(letter: LogRecord): Promise<void> {
    const [failure] = await this.#line.publish([{ index: 0, record: { ...letter, position: '' } }]);
    if (failure) throw failure.cause;
  }

  /**
   * "From now on" is decided before the group is joined: what is published while joining would be missed
   * otherwise.
   */
  async #consumeFromNowOn(consumer: EphemeralConsumer): Promise<Consumption> {
    const groupId = `passline-${consumer.name}-${randomUUID()}`;
    const startAt = await this.#endsOf(consumer.topic);
    const report = neverThrowing(this.options.onError);
    const arrivals = new Arrivals((records) => handOver(records, consumer, report));
    const settle: KafkaConsumptionOptions['settle'] = (record) => arrivals.add(record);
    return this.#start(consumer, {
      groupId,
      commits: false,
      startAt,
      settle,
      parked: () => 0,
      whenStopped: () => forgetGroup(this.#place, groupId),
    });
  }

  /**
   * Tried again, which kafkajs does not: a broker may not have every partition at hand of a topic that was
   * just made.
   */
  async #endsOf(topic: string): Promise<ReadonlyMap<number, number>> {
    let ends: ReadonlyMap<number, number> = new Map();
    const look = async (): Promise<void> => {
      const found = await asAdmin(this.#place, (admin) => admin.fetchTopicOffsets(topic));
      ends = new Map(found.map(({ partition, high }) => [partition, Number(high)]));
    };
    await retryTransient(look, { ...defaultRetryPolicy, attempts: 30 }, this.#closed.signal, () => undefined);
    return ends;
  }

  async #start(
    consumer: LogConsumer,
    options: Pick<
      KafkaConsumptionOptions,
      'groupId' | 'commits' | 'startAt' | 'settle' | 'parked' | 'whenStopped'
    >,
  ): Promise<Consumption> {
    const onFatal = neverThrowing((error: Error) => this.options.onFatal(error, consumer));
    const limits = { ...usualLimits, ...this.options.limits };
    const consumption = await KafkaConsumption.start(this.#place, {
      ...options,
      topic: consumer.topic,
      onFatal,
      limits,
    });
    this.#consumptions.add(consumption);
    if (!this.#closing) return consumption;
    await consumption.stop();
    throw new LogClosedError();
  }
}
