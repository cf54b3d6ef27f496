import * as z from 'zod';
import { kafkaAnswers, KafkaEventLog } from '#libs/messaging';
import { kafkaShape, readSettings, SettingError } from '#libs/service-kit';

const settingsSchema = z.object({ KAFKA_BROKERS: kafkaShape.KAFKA_BROKERS.optional() });

/**
 * Does a command's work on Kafka, where KAFKA_BROKERS names one.
 * @returns undefined where it names none
 * @throws SettingError where nobody answers there
 */
export async function onKafka<T>(work: (log: KafkaEventLog) => Promise<T>): Promise<T | undefined> {
  const { KAFKA_BROKERS: brokers } = readSettings(settingsSchema, process.env);
  if (brokers === undefined) return undefined;
  if (!(await kafkaAnswers(brokers.join()))) throw new SettingError(`KAFKA_BROKERS: no Kafka answers at ${brokers.join()}`);
  const log = new KafkaEventLog({ brokers, clientId: 'passline-command', onError: () => undefined, onFatal: () => undefined });
  return work(log).finally(() => log.close());
}
