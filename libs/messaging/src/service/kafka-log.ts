import * as z from 'zod';
import { isDatabaseUnavailable } from '#libs/postgres';
import { type Logger, SettingError, traceIdIn } from '#libs/service-kit';
import type { EventLog } from '../event-log.ts';
import { kafkaAnswers } from '../kafka/client.ts';
import { KafkaEventLog } from '../kafka/kafka.event-log.ts';

/** `host:port` of a broker, or several with commas between. */
export const kafkaShape = {
  KAFKA_BROKERS: z
    .string('is needed: host:port of a broker, or several with commas between')
    .transform((list) => list.split(',').map((broker) => broker.trim()))
    .refine(
      (brokers) =>
        brokers.every((broker) => Number(/^[^\s:]+:(\d{1,5})$/.exec(broker)?.[1] ?? Infinity) <= 65_535),
      'must be host:port of a broker, or several with commas between',
    ),
};

/** For whoever does not wait for a Kafka that is away. @throws SettingError where nobody answers there */
export async function refuseSilentKafka(brokers: readonly string[]): Promise<void> {
  if (!(await kafkaAnswers(brokers.join())))
    throw new SettingError(`KAFKA_BROKERS: no Kafka answers at ${brokers.join()}`);
}

/**
 * Kafka as a service uses it: what goes wrong is logged, and a consumer that cannot come back ends the
 * process, so that its supervisor starts it anew.
 */
export function openKafkaLog(brokers: readonly string[], service: string, logger: Logger): EventLog {
  return new KafkaEventLog({
    brokers,
    clientId: `passline-${service}`,
    isAway: isDatabaseUnavailable,
    onError: (err, record, consumer) => {
      logger.warn(
        {
          err,
          trace_id: traceIdIn(record.headers['traceparent']),
          order_id: record.key,
          position: record.position,
          consumer: consumer.name,
        },
        'an event was not handled',
      );
    },
    onParked: (err, record, consumer) => {
      logger.error(
        {
          err,
          trace_id: traceIdIn(record.headers['traceparent']),
          order_id: record.key,
          position: record.position,
          consumer: consumer.name,
        },
        'an event cannot be handled; it was set aside (see npm run dead-letters)',
      );
    },
    onFatal: (err, consumer) => {
      logger.fatal(
        { err, consumer: consumer.name },
        'a consumer has ended and cannot come back; the process ends, to be started anew',
      );
      process.exit(1);
    },
    // The client tells of every connection it makes as news.
    onLog: (level, message, facts) => {
      logger[level === 'info' ? 'debug' : level](facts, message);
    },
  });
}
