import { type LocalKafka, startKafka } from '../../tools/local-kafka/kafka.ts';

export type TestKafka = LocalKafka;

/** For `beforeAll`: the first start on a machine fetches Kafka. In milliseconds. */
export const kafkaStartsWithin = 180_000;

/** A real Kafka with throw-away data, in about five seconds. @throws LocalKafkaError where Java or Maven is missing */
export function startTestKafka(): Promise<TestKafka> {
  return startKafka({ fastFailover: true });
}
