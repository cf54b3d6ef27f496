import { type LocalKafka, startKafka } from '../../tools/local-kafka/kafka.ts';

export type TestKafka = LocalKafka;

/** For `beforeAll`: the first start on a machine fetches Kafka. In milliseconds. */
export const kafkaStartsWithin = 180_000;

/**
 * A real Kafka with throw-away data, in about five seconds.
 * @param isToDie a broker that is killed shall be back at once; on a busy machine, one that is only slow for two seconds then counts as dead too
 * @throws LocalKafkaError where Java or Maven is missing
 */
export function startTestKafka({ isToDie = true }: { readonly isToDie?: boolean } = {}): Promise<TestKafka> {
  return startKafka({ fastFailover: isToDie });
}
