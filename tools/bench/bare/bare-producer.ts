import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { sampleRecords } from '../sample-events.ts';
import { serveTasks, type Task } from '../task.ts';

/** What the bare producer can be asked. */
export interface ProducerTasks {
  /** Publishes so many events, as many to a send as the relay takes, one send after the other. */
  readonly publish: Task<{ brokers: string; count: number; atOnce: number }, { seconds: number }>;
}

const topic = 'bare.order-events';

async function publish({
  brokers,
  count,
  atOnce,
}: ProducerTasks['publish']['input']): Promise<{ seconds: number }> {
  const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'bare', logLevel: logLevel.NOTHING });
  await makeTopic(kafka);
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
  });
  await producer.connect();
  const messages = sampleRecords(count).map(({ key, headers, value }) => ({
    key,
    headers: { ...headers },
    value,
  }));
  const began = performance.now();
  for (let from = 0; from < count; from += atOnce)
    await producer.send({ topic, acks: -1, messages: messages.slice(from, from + atOnce) });
  const seconds = (performance.now() - began) / 1_000;
  await producer.disconnect();
  return { seconds };
}

/** With as many partitions as Passline's topic has. */
async function makeTopic(kafka: Kafka): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({
    waitForLeaders: true,
    topics: [{ topic, numPartitions: 6, replicationFactor: 1 }],
  });
  await admin.disconnect();
}

serveTasks<ProducerTasks>({ publish });
