import { randomUUID } from 'node:crypto';
import { orderEventsTopic } from '#libs/contracts';
import { type ConsumedRecord, KafkaEventLog } from '#libs/messaging';
import { eventually } from '../support/eventually.ts';

/** Everything in the topic from its beginning on, read by a consumer that was never there before; until `complete` says so. */
export async function readTopic(brokers: string, complete: (records: readonly ConsumedRecord[]) => boolean): Promise<readonly ConsumedRecord[]> {
  const records: ConsumedRecord[] = [];
  const log = new KafkaEventLog({ brokers: [brokers], clientId: 'reader', onError: () => undefined, onFatal: () => undefined });
  const handle = (record: ConsumedRecord): Promise<void> => Promise.resolve(void records.push(record));
  try {
    await log.consume({ name: `reader-${randomUUID()}`, topic: orderEventsTopic, durable: true, handle });
    await eventually(() => complete(records), 'the topic to hold every version of every order', 20_000);
    return records;
  } finally {
    await log.close();
  }
}

/** By order, in the order in which they stand there. */
export function versionsByOrder(records: readonly ConsumedRecord[]): Readonly<Record<string, readonly number[]>> {
  const grouped = Object.groupBy(records, ({ key }) => key);
  return Object.fromEntries(Object.entries(grouped).map(([key, ofOrder = []]) => [key, ofOrder.map(({ value }) => (JSON.parse(value) as { version: number }).version)]));
}
