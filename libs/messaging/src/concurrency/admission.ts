import { HeldBackError, RecordTooLargeError } from '../event-log.errors.ts';
import type { ConsumedRecord, LogRecord, PublishFailure } from '../event-log.ts';

/** A record of a batch that may be handled, with its place in the batch. */
export interface Admitted {
  readonly index: number;
  readonly record: ConsumedRecord;
}

export interface Admission {
  /** What may be handled, by key, in the order of the batch. */
  readonly lanes: ReadonlyMap<string, readonly Admitted[]>;
  /** The same, all keys together. */
  readonly records: readonly ConsumedRecord[];
  readonly failures: readonly PublishFailure[];
}

/** What a record may weigh by default, in bytes: a little under a broker's usual limit of 1 MB. */
export const usualMaxRecordBytes = 900_000;

/**
 * Sorts a batch into the lanes that `KeyLanes` runs it in, and refuses records that are too large and those
 * behind them.
 */
export function admit(batch: readonly LogRecord[], maxBytes: number, nextPosition: () => string): Admission {
  const lanes = new Map<string, Admitted[]>();
  const records: ConsumedRecord[] = [];
  const failures: PublishFailure[] = [];
  const refused = new Map<string, Error>();

  for (const [index, record] of batch.entries()) {
    const laneKey = laneKeyOf(record);
    const earlier = refused.get(laneKey);
    if (earlier) {
      failures.push({ index, retryable: true, cause: new HeldBackError(earlier) });
    } else if (isLarger(record, maxBytes)) {
      const cause = new RecordTooLargeError(sizeOf(record), maxBytes);
      refused.set(laneKey, cause);
      failures.push({ index, retryable: false, cause });
    } else {
      const consumed = consumedRecord(record, nextPosition());
      laneOf(lanes, laneKey).push({ index, record: consumed });
      records.push(consumed);
    }
  }
  return { lanes, records, failures };
}

/** A topic's name has no line break. */
const laneKeyOf = ({ topic, key }: LogRecord): string => `${topic}\n${key}`;

/** In UTF-8 a string's unit takes three bytes at most: what is far from the limit need not be measured. */
function isLarger(record: LogRecord, maxBytes: number): boolean {
  const { key, headers, value } = record;
  let units = key.length + value.length;
  for (const name in headers) units += name.length + (headers[name]?.length ?? 0);
  return units * 3 > maxBytes && sizeOf(record) > maxBytes;
}

/** Bytes of key, headers and value, as a broker counts them but for its framing. */
export function sizeOf({ key, headers, value }: LogRecord): number {
  const parts = [key, value, ...Object.entries(headers).flat()];
  return parts.reduce((bytes, part) => bytes + Buffer.byteLength(part), 0);
}

/** Frozen, since several consumers share it. */
const consumedRecord = ({ topic, key, headers, value }: LogRecord, position: string): ConsumedRecord =>
  Object.freeze({ topic, key, headers: Object.freeze({ ...headers }), value, position });

function laneOf(lanes: Map<string, Admitted[]>, laneKey: string): Admitted[] {
  const lane = lanes.get(laneKey) ?? [];
  lanes.set(laneKey, lane);
  return lane;
}
