import type { Admin } from 'kafkajs';
import { asAdmin, kafkaRetry } from './client.ts';
import type { KafkaPlace } from './client.ts';
import { withTimeout } from '../concurrency/with-timeout.ts';

/**
 * Metrics are read every few seconds; whoever reads them is not kept waiting for a broker that is away. In
 * milliseconds.
 */
const patience = 2_000;

export interface Standing {
  readonly topic: string;
  readonly groupId: string;
  /** Up to where each of its partitions is done; undefined where only the group's committed place tells. */
  readonly done: ReadonlyMap<number, number | undefined>;
}

/**
 * How many records each partition has beyond what is done. The broker is asked and not the last fetch: one
 * that is stuck fetches nothing.
 * @throws TimeIsUpError, or what the broker says
 */
export function lagOf(
  place: KafkaPlace,
  { topic, groupId, done }: Standing,
): Promise<ReadonlyMap<number, number>> {
  // What nobody waits for any more is given up, too.
  const inTime = { ...place, closed: AbortSignal.any([place.closed, AbortSignal.timeout(patience)]) };
  const asking = asAdmin(
    inTime,
    async (admin) => {
      const ends = (await admin.fetchTopicOffsets(topic)).filter(({ partition }) => done.has(partition));
      const committed = [...done.values()].includes(undefined)
        ? await committedBy(admin, groupId, topic)
        : new Map<number, number>();
      // A group that never committed begins where the partition does; one whose place is gone with old
      // records, likewise.
      const begun = (partition: number, low: number): number =>
        Math.max(done.get(partition) ?? committed.get(partition) ?? low, low);
      return new Map(
        ends.map(({ partition, low, high }) => [
          partition,
          Math.max(0, Number(high) - begun(partition, Number(low))),
        ]),
      );
    },
    { ...kafkaRetry, retries: 0 },
  );
  return withTimeout(patience, 'asking how far the topic has come', asking);
}

async function committedBy(
  admin: Admin,
  groupId: string,
  topic: string,
): Promise<ReadonlyMap<number, number>> {
  const [group] = await admin.fetchOffsets({ groupId, topics: [topic] });
  return new Map(group?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
}
