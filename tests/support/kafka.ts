import { type LocalKafka, startKafka } from '../../tools/local-kafka/kafka.ts';

export type TestKafka = LocalKafka;

/** For `beforeAll`: the first start on a machine fetches Kafka. In milliseconds. */
export const kafkaStartTimeoutMs = 180_000;

interface TestKafkaTerms {
  /**
   * A broker that is killed shall be back at once; on a busy machine, one that is only slow for two seconds
   * then counts as dead too.
   */
  readonly isToDie?: boolean;
  /** Properties of the server beside the tests' own. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * A real Kafka with throw-away data, in about five seconds.
 * @throws LocalKafkaError where Java or Maven is missing
 */
export function startTestKafka({ isToDie = true, settings = {} }: TestKafkaTerms = {}): Promise<TestKafka> {
  return startKafka({ fastFailover: isToDie, settings });
}
