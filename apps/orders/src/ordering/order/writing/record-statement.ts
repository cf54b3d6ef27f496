import { nothing, type Sql, sql } from '#libs/postgres';
import { eventColumns } from '../../../outbox/index.ts';
import {
  boardNoticeColumns,
  type BoardNoticeRow,
  currentReading,
  keyColumns,
  type NewKey,
  timerColumns,
  type TimerRow,
} from '../../../platform/index.ts';
import { historyColumns } from '../model/history-row.ts';
import { textColumns } from '../model/text-row.ts';
import type { ChangeRecord } from './change-record.ts';

const isChanged = sql`EXISTS (SELECT FROM changed)`;

/**
 * Writes down what became of an order, with the event that tells of it: further parts of a statement in which
 * `changed` is the order's row.
 */
export function recordOf(change: ChangeRecord, key: NewKey | undefined): Sql {
  const { row, text, timers, notices } = change;
  const texts =
    text &&
    sql`, texts AS (
      INSERT INTO passline.order_texts (${textColumns.names}) SELECT ${textColumns.values(text)} FROM changed
    )`;
  const remembered =
    key &&
    sql`, remembered AS (
      INSERT INTO passline.idempotency_keys (${keyColumns.names})
      SELECT ${keyColumns.values(keyOf(change, key))} FROM changed
    )`;
  return sql`history AS (
      INSERT INTO passline.order_history (${historyColumns.names})
      SELECT ${historyColumns.values(row)} FROM changed
    ), outgoing AS (
      INSERT INTO passline.outbox (${eventColumns.names}) SELECT ${eventColumns.values(eventOf(change))} FROM changed
    ) ${timersIn(timers, isChanged)} ${texts ?? nothing} ${remembered ?? nothing} ${
      notices.length === 0 ? nothing : noticesIn(notices, isChanged)
    }`;
}

/** What is to happen by itself: a further part of a statement. */
export const timersIn = (timers: readonly TimerRow[], isWritten: Sql): Sql => sql`, timers AS (
      INSERT INTO passline.timers (${timerColumns.names})
      SELECT ${timerColumns.names} FROM ${timerColumns.recordset('passline.timers', timers)} WHERE ${isWritten}
    )`;

/** What boards are told; an instance that was killed just after may have told it before. */
export const noticesIn = (notices: readonly BoardNoticeRow[], isWritten: Sql): Sql => sql`, notices AS (
      INSERT INTO passline.board_notices (${boardNoticeColumns.names})
      SELECT ${boardNoticeColumns.names}
      FROM ${boardNoticeColumns.recordset('passline.board_notices', notices)} WHERE ${isWritten}
      ON CONFLICT DO NOTHING
    )`;

/** A change's event, as the outbox keeps it. */
export const eventOf = ({ row: { restaurantId, orderId }, record }: ChangeRecord) => ({
  restaurantId,
  orderId,
  ...record,
});

/** What a key is remembered to have done. */
export const keyOf = (
  { row: { restaurantId, orderId, version, recordedAt } }: ChangeRecord,
  key: NewKey,
) => ({
  ...key,
  reading: currentReading,
  restaurantId,
  orderId,
  version,
  result: 'applied',
  createdAt: recordedAt,
});
