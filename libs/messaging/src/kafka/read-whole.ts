import { randomUUID } from 'node:crypto';
import type { ConsumedRecord } from '../event-log.ts';
import { asAdmin, forgetGroup } from './client.ts';
import type { KafkaPlace } from './client.ts';
import { KafkaConsumption, usualLimits } from './consumption.ts';
import { withTimeout } from '../concurrency/with-timeout.ts';

/** A topic that is read whole is small; in milliseconds. */
const patience = 60_000;

interface Range {
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Every record that a topic holds now, partition by partition in the order in which it came; none where there
 * is no such topic.
 * @throws TimeIsUpError
 */
export async function readWhole(place: KafkaPlace, topic: string): Promise<readonly ConsumedRecord[]> {
  const ranges = await rangesOf(place, topic);
  return ranges.length === 0
    ? []
    : withTimeout(patience, `reading ${topic}`, readRanges(place, topic, ranges));
}

function rangesOf(place: KafkaPlace, topic: string): Promise<readonly Range[]> {
  return asAdmin(place, async (admin) => {
    if (!(await admin.listTopics()).includes(topic)) return [];
    const ends = await admin.fetchTopicOffsets(topic);
    return ends
      .map(({ partition, low, high }) => ({ partition, from: Number(low), to: Number(high) }))
      .filter(({ from, to }) => to > from);
  });
}

async function readRanges(
  place: KafkaPlace,
  topic: string,
  ranges: readonly Range[],
): Promise<readonly ConsumedRecord[]> {
  const read: ConsumedRecord[] = [];
  const missing = new Set(ranges.map(({ partition, to }) => `${partition}/${to - 1}`));
  const whole = Promise.withResolvers<undefined>();
  const settle = async (record: ConsumedRecord): Promise<void> => {
    read.push(record);
    missing.delete(record.position);
    if (missing.size === 0) whole.resolve(undefined);
  };
  const startAt = new Map(ranges.map(({ partition, from }) => [partition, from]));
  const groupId = `passline-look-${randomUUID()}`;
  const consumption = await KafkaConsumption.start(place, {
    topic,
    groupId,
    commits: false,
    startAt,
    settle,
    parked: () => 0,
    onFatal: whole.reject,
    limits: usualLimits,
    whenStopped: () => forgetGroup(place, groupId),
  });
  await whole.promise.finally(() => consumption.stop());
  return read.sort(byPosition);
}

const byPosition = (a: ConsumedRecord, b: ConsumedRecord): number => {
  const [[partitionA = 0, offsetA = 0], [partitionB = 0, offsetB = 0]] = [a, b].map(({ position }) =>
    position.split('/').map(Number),
  ) as [number[], number[]];
  return partitionA - partitionB || offsetA - offsetB;
};
