import type { Admin, ITopicConfig } from 'kafkajs';
import { asAdmin } from './client.ts';
import type { KafkaPlace } from './client.ts';
import { defaultRetryPolicy, retryTransient } from '../concurrency/retry.ts';

const deadLetterSuffix = '.dlq';
export const deadLetterTopicOf = (topic: string): string => topic + deadLetterSuffix;

export interface TopicOptions {
  readonly partitions: number;
  readonly replicationFactor: number;
}

/**
 * A partition of a topic in use that is away for longer, some two seconds, is no reason to keep the others
 * waiting.
 */
const patience = { ...defaultRetryPolicy, attempts: 8 };

/**
 * Makes topics before their first use, each with its dead-letter topic: a client that meets a missing one
 * fails at once.
 */
export class KafkaTopics {
  readonly #ready = new Map<string, Promise<void>>();
  /** Made here, and not yet answering. */
  readonly #new = new Set<string>();

  constructor(
    private readonly place: KafkaPlace,
    private readonly options: TopicOptions,
  ) {}

  /**
   * Resolves once the topic is there and every partition of it answers; keeps trying while the broker is
   * away. A topic that exists is left as it is. A broker names itself a leader before it has the partition at
   * hand: a send then fails in part and is repeated as a whole, so that some records are there several times,
   * and a consumer joins its group again and again.
   */
  async make(topic: string): Promise<void> {
    const making = this.#ready.get(topic) ?? this.#keepMaking(topic);
    this.#ready.set(topic, making);
    await making.catch((error: unknown) => {
      this.#ready.delete(topic);
      throw error;
    });
  }

  /** Something went wrong with it: it may be gone. */
  lookAgain(topic: string): void {
    this.#ready.delete(topic);
  }

  /** kafkajs itself gives up at once where a connection breaks in the middle of a question. */
  async #keepMaking(topic: string): Promise<void> {
    const make = (): Promise<void> => asAdmin(this.place, (admin) => this.#make(admin, topic));
    await retryTransient(make, { ...defaultRetryPolicy, attempts: 30 }, this.place.closed, () => undefined);
  }

  async #make(admin: Admin, topic: string): Promise<void> {
    const existing = await admin.listTopics();
    const missing = this.#wanted(topic).filter((wanted) => !existing.includes(wanted.topic));
    for (const made of missing) this.#new.add(made.topic);
    if (missing.length > 0) await admin.createTopics({ topics: missing, waitForLeaders: true });
    await Promise.all(this.#wanted(topic).map((wanted) => this.#answers(admin, wanted.topic)));
  }

  /**
   * @throws where a new topic does not answer yet, in which nothing could be kept waiting: it is made ready
   * from the beginning then
   */
  async #answers(admin: Admin, topic: string): Promise<void> {
    const look = (): Promise<unknown> => admin.fetchTopicOffsets(topic);
    await retryTransient(look, patience, this.place.closed, () => undefined).catch((error: unknown) => {
      if (this.#new.has(topic)) throw error;
    });
    this.#new.delete(topic);
  }

  #wanted(topic: string): readonly ITopicConfig[] {
    const { partitions, replicationFactor } = this.options;
    if (topic.endsWith(deadLetterSuffix)) return [{ topic, numPartitions: 1, replicationFactor }];
    return [
      { topic, numPartitions: partitions, replicationFactor },
      { topic: deadLetterTopicOf(topic), numPartitions: 1, replicationFactor },
    ];
  }
}
