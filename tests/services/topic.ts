import { randomUUID } from 'node:crypto';
import { orderEventsSource, orderEventsTopic } from '#libs/contracts';
import { type ConsumedRecord, KafkaEventLog } from '#libs/messaging';
import type { PublishedEvent } from '../faults/evidence.ts';
import { eventually } from '../support/eventually.ts';
import type { OrderRow } from '../support/owner.ts';

type Complete = (records: readonly ConsumedRecord[]) => boolean;

/**
 * Everything in the topic from its beginning on, read by a consumer that was never there before; until
 * `complete` says so.
 */
export async function readTopic(
  brokers: string,
  complete: Complete,
  topic = orderEventsTopic,
): Promise<readonly ConsumedRecord[]> {
  const records: ConsumedRecord[] = [];
  const log = new KafkaEventLog({
    brokers: [brokers],
    clientId: 'reader',
    onError: () => undefined,
    onFatal: () => undefined,
  });
  const handle = (record: ConsumedRecord): Promise<void> => Promise.resolve(void records.push(record));
  try {
    await log.consume({ name: `reader-${randomUUID()}`, topic, durable: true, handle });
    await eventually(() => complete(records), `all of ${topic}`, 20_000);
    return records;
  } finally {
    await log.close();
  }
}

/** By order, in the order in which they stand there. */
export function versionsByOrder(
  records: readonly ConsumedRecord[],
): Readonly<Record<string, readonly number[]>> {
  const grouped = Object.groupBy(records, ({ key }) => key);
  return Object.fromEntries(
    Object.entries(grouped).map(([key, ofOrder = []]) => [
      key,
      ofOrder.map(({ value }) => (JSON.parse(value) as { version: number }).version),
    ]),
  );
}

/**
 * What `orders` has published of these orders, up to the versions given, in the order in which it lies there.
 */
export async function eventsByOrder(
  brokers: string,
  upTo: readonly Pick<OrderRow, 'order_id' | 'version'>[],
): Promise<ReadonlyMap<string, readonly PublishedEvent[]>> {
  const wanted = new Map(upTo.map(({ order_id, version }) => [order_id, version]));
  const ours = (all: readonly ConsumedRecord[]): readonly ConsumedRecord[] =>
    all.filter(({ key, headers }) => wanted.has(key) && headers['ce_source'] === orderEventsSource);
  const eventOf = ({ value }: ConsumedRecord): PublishedEvent => ({
    value,
    version: (JSON.parse(value) as { version: number }).version,
  });
  const events = (all: readonly ConsumedRecord[]): ReadonlyMap<string, readonly PublishedEvent[]> =>
    new Map([...Map.groupBy(ours(all), ({ key }) => key)].map(([key, of]) => [key, of.map(eventOf)]));
  let read: ReturnType<typeof events> = new Map();
  const isWhole: Complete = (all) => {
    read = events(all);
    return [...wanted].every(([id, version]) => read.get(id)?.some((event) => event.version >= version));
  };
  // What never comes is for the judge to miss.
  await readTopic(brokers, isWhole).catch(() => undefined);
  return read;
}
