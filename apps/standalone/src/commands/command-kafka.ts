import { KafkaEventLog } from '#libs/messaging';
import { refuseSilentKafka } from '#libs/messaging';
import { readBrokers } from '../standalone.config.ts';

/**
 * Does a command's work on Kafka, where KAFKA_BROKERS names one.
 * @returns undefined where it names none
 * @throws SettingError where nobody answers there
 */
export async function onKafka<T>(work: (log: KafkaEventLog) => Promise<T>): Promise<T | undefined> {
  const brokers = readBrokers(process.env);
  if (brokers === undefined) return undefined;
  await refuseSilentKafka(brokers);
  const log = new KafkaEventLog({
    brokers,
    clientId: 'passline-command',
    onError: () => undefined,
    onFatal: () => undefined,
  });
  return work(log).finally(() => log.close());
}
