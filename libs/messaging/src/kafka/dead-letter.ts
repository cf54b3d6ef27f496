import type { ConsumedRecord, LogRecord } from '../event-log.ts';
import { deadLetterTopicOf } from './topics.ts';

const longestError = 300;
const mark = 'dlq_';

/**
 * A record that a consumer cannot handle, as it is kept: key, value and headers as they were, and beside them
 * what went wrong where. The error's text stays short, so that what fitted into its topic fits into this one.
 */
export function deadLetterOf(record: ConsumedRecord, consumer: string, error: Error): LogRecord {
  const { key, headers, value, topic, position } = record;
  const facts = {
    error: `${error.name}: ${error.message}`.slice(0, longestError),
    consumer,
    topic,
    position,
    at: new Date().toISOString(),
  };
  const marked = Object.entries(facts).map(([name, fact]) => [mark + name, fact] as const);
  return {
    topic: deadLetterTopicOf(topic),
    key,
    value,
    headers: { ...headers, ...Object.fromEntries(marked) },
  };
}

/** What tells that the dead letter at a position was published again. */
export const returnOf = ({ topic, key, position }: ConsumedRecord): LogRecord => ({
  topic,
  key,
  value: '',
  headers: { [`${mark}returned`]: position },
});

/** The position of the dead letter that was published again, if this tells of one. */
export const returned = ({ headers }: LogRecord): string | undefined => headers[`${mark}returned`];

/** Who could not handle the record, why, and since when (RFC 3339). */
export const factsOf = ({
  headers,
}: LogRecord): { readonly consumer: string; readonly error: string; readonly at: string } => ({
  consumer: headers[`${mark}consumer`] ?? '',
  error: headers[`${mark}error`] ?? '',
  at: headers[`${mark}at`] ?? '',
});

/** The record that a dead letter was made of, to be published again; null for what is none. */
export function revived({ key, headers, value }: LogRecord): LogRecord | null {
  const topic = headers[`${mark}topic`];
  if (topic === undefined) return null;
  const own = Object.entries(headers).filter(([name]) => !name.startsWith(mark));
  return { topic, key, value, headers: Object.fromEntries(own) };
}
