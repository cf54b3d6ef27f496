import type { Admin, ITopicConfig } from 'kafkajs';
import { asAdmin } from './kafka.client.ts';
import type { KafkaPlace } from './kafka.client.ts';

const deadLetterSuffix = '.dlq';
export const deadLetterTopicOf = (topic: string): string => topic + deadLetterSuffix;

export interface TopicTerms {
  readonly partitions: number;
  readonly replicationFactor: number;
}

/** Makes topics before their first use, each with its dead-letter topic: a client that meets a missing one fails at once. */
export class KafkaTopics {
  readonly #ready = new Map<string, Promise<void>>();

  constructor(
    private readonly place: KafkaPlace,
    private readonly terms: TopicTerms,
  ) {}

  /** Resolves once the topic is there; keeps trying while the broker is away. A topic that exists is left as it is. */
  async make(topic: string): Promise<void> {
    const making = this.#ready.get(topic) ?? asAdmin(this.place, (admin) => this.#make(admin, topic));
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

  async #make(admin: Admin, topic: string): Promise<void> {
    const existing = await admin.listTopics();
    const missing = this.#wanted(topic).filter((wanted) => !existing.includes(wanted.topic));
    if (missing.length > 0) await admin.createTopics({ topics: missing, waitForLeaders: true });
  }

  #wanted(topic: string): readonly ITopicConfig[] {
    const { partitions, replicationFactor } = this.terms;
    if (topic.endsWith(deadLetterSuffix)) return [{ topic, numPartitions: 1, replicationFactor }];
    return [{ topic, numPartitions: partitions, replicationFactor }, { topic: deadLetterTopicOf(topic), numPartitions: 1, replicationFactor }];
  }
}
