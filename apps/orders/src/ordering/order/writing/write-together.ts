import { type Sql, sql } from '#libs/postgres';
import { eventColumns } from '../../../outbox/index.ts';
import { type Database, keyColumns, NarrowRole, type NewKey } from '../../../platform/index.ts';
import type { ChangeRecord } from './change-record.ts';
import { historyColumns } from '../model/history-row.ts';
import { orderColumns } from '../model/order-row.ts';
import { changedBy } from './order-writer.ts';
import { eventOf, keyOf, noticesIn, timersIn } from './record-statement.ts';
import type { StoredOrder } from '../model/stored-order.ts';
import { textColumns } from '../model/text-row.ts';

/** A change that is decided, with the order it was decided on and the caller's key. */
export interface DecidedChange {
  readonly order: StoredOrder;
  readonly next: ChangeRecord;
  readonly key: NewKey | undefined;
}

/** What a change of status makes of an order's row. */
const changed = [
  'status',
  'version',
  'workMinutes',
  'piecesAhead',
  'readyFrom',
  'readyTo',
  'updatedAt',
  'endedAt',
  'customerEndedAt',
  'headHash',
] as const satisfies readonly (keyof ReturnType<typeof changedBy>)[];
const changedColumns = orderColumns.pick(...changed);
const decidedColumns = orderColumns.pick('orderId', 'restaurantId', ...changed);

/**
 * Writes changes of several orders, at most one of each, with their history rows, outgoing events, texts and
 * keys, in one statement, for the restaurants that they are of and no other. Nobody is waited for: an order
 * that someone else has locked is left out, as is one whose version is no longer the one that was read.
 * @returns the ids of the orders that were changed
 * @throws what PostgreSQL said, a key that was used among it; nothing of any of them is written then
 */
export async function writeTogether(
  database: Database,
  changes: readonly DecidedChange[],
): Promise<ReadonlySet<string>> {
  const restaurantIds = [...new Set(changes.map(({ next }) => next.row.restaurantId))];
  const written = await database.ofRestaurants<{ id: string }>(
    NarrowRole.Changes,
    restaurantIds,
    statementFor(changes),
  );
  return new Set(written.map(({ id }) => id));
}

const isChanged = sql`order_id IN (SELECT order_id FROM changed)`;
/** Of a notice, which names its order in what it says. */
const isOfChanged = sql`(content ->> 'order_id')::uuid IN (SELECT order_id FROM changed)`;

/**
 * The limits take nothing away. They tell PostgreSQL that few are looked for, each by itself: for a plain
 * join it reads all orders, up to some thousands of them, once for every batch.
 */
function statementFor(changes: readonly DecidedChange[]): Sql {
  const orders = changes.map(({ order, next }) => ({
    orderId: next.row.orderId,
    restaurantId: next.row.restaurantId,
    ...changedBy(next, order.history),
  }));
  const history = changes.map(({ next }) => next.row);
  const events = changes.map(({ next }) => eventOf(next));
  const texts = changes.flatMap(({ next }) => next.text ?? []);
  const timers = changes.flatMap(({ next }) => next.timers);
  const notices = changes.flatMap(({ next }) => next.notices);
  const keys = changes.flatMap(({ next, key }) => (key === undefined ? [] : keyOf(next, key)));
  return sql`WITH free AS (
      SELECT given.* FROM ${decidedColumns.recordset('passline.orders', orders)} AS given
      CROSS JOIN LATERAL (
        SELECT FROM passline.orders o WHERE o.order_id = given.order_id
          AND o.restaurant_id = given.restaurant_id AND o.version = given.version - 1
        LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
      ) AS locked
      LIMIT ${changes.length}
    ), changed AS (
      UPDATE passline.orders o SET ${changedColumns.setFrom('free')}
      FROM free WHERE o.order_id = free.order_id
      RETURNING o.order_id
    ), history AS (
      INSERT INTO passline.order_history (${historyColumns.names})
      SELECT ${historyColumns.names} FROM ${historyColumns.recordset('passline.order_history', history)}
      WHERE ${isChanged}
    ), outgoing AS (
      INSERT INTO passline.outbox (${eventColumns.names})
      SELECT ${eventColumns.names} FROM ${eventColumns.recordset('passline.outbox', events)} WHERE ${isChanged}
    ), texts AS (
      INSERT INTO passline.order_texts (${textColumns.names})
      SELECT ${textColumns.names} FROM ${textColumns.recordset('passline.order_texts', texts)}
      WHERE ${isChanged}
    ), remembered AS (
      INSERT INTO passline.idempotency_keys (${keyColumns.names})
      SELECT ${keyColumns.names} FROM ${keyColumns.recordset('passline.idempotency_keys', keys)}
      WHERE ${isChanged}
    ) ${timersIn(timers, isChanged)} ${noticesIn(notices, isOfChanged)}
    SELECT order_id AS id FROM changed`;
}
