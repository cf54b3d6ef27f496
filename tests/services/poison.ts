import { randomUUID } from 'node:crypto';
import { type Order, OrderEventType } from '#libs/contracts';
import { orderEventsDeadLetterTopic, orderEventsTopic } from '#libs/contracts';
import { type ConsumedRecord, KafkaEventLog, type LogRecord } from '#libs/messaging';
import { readTopic } from './topic.ts';

/** An event that nobody can read, keyed as one of this order. */
export function unreadable({ order_id: key }: Order): LogRecord {
  return {
    topic: orderEventsTopic,
    key,
    headers: { ce_specversion: '1.0', ce_id: randomUUID(), ce_type: 'passline.order.vanished.v1' },
    value: '{"order_id":',
  };
}

/**
 * An event that reads well, and that PostgreSQL refuses every time: no text of its can hold a zero character.
 */
export function undigestible({
  order_id: key,
  order_number,
  restaurant_id,
  fulfilment,
  placed_at: at,
}: Order): LogRecord {
  const data = {
    order_id: key,
    restaurant_id,
    order_number,
    fulfilment,
    version: 1,
    from: 'pending',
    status: 'confirmed',
    at,
    role: 'cashier',
    notes: '',
    reason: null,
    corrects: null,
    estimate: null,
  };
  const headers = {
    ce_specversion: '1.0',
    ce_id: `\u0000${randomUUID()}`,
    ce_type: OrderEventType.StatusChanged,
    ce_source: '/elsewhere',
    ce_subject: key,
    ce_time: at,
    'content-type': 'application/json',
  };
  return { topic: orderEventsTopic, key, headers, value: JSON.stringify(data) };
}

export async function publish(brokers: string, records: readonly LogRecord[]): Promise<void> {
  const log = new KafkaEventLog({
    brokers: [brokers],
    clientId: 'poisoner',
    onError: () => undefined,
    onFatal: () => undefined,
  });
  await log.publish(records).finally(() => log.close());
}

/** What lies in the dead-letter topic, once there are so many. */
export function deadLetters(brokers: string, atLeast: number): Promise<readonly ConsumedRecord[]> {
  return readTopic(brokers, ({ length }) => length >= atLeast, orderEventsDeadLetterTopic);
}
