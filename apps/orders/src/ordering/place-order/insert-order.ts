import { nothing, type Sql, sql } from '#libs/postgres';
import { Status, workflowVersion } from '#libs/status-machine';
import { eventColumns } from '../../outbox/index.ts';
import { type Database, keyColumns, NarrowRole, type NewKey } from '../../platform/index.ts';
import { usesExternalId } from '../order/reading/external-ids.ts';
import type { ChangeRecord } from '../order/writing/change-record.ts';
import { contactColumns, type ContactRow, emptyContact } from '../order/model/contact-row.ts';
import { chainStart } from '../order/model/history-hash.ts';
import { historyColumns } from '../order/model/history-row.ts';
import { orderColumns, type OrderRow } from '../order/model/order-row.ts';
import { eventOf, keyOf, recordOf, timersIn } from '../order/writing/record-statement.ts';
import type { StoredOrder } from '../order/model/stored-order.ts';
import type { NewOrder } from './new-order.ts';

/** An order that is about to be written. */
export type NumberedOrder = NewOrder & { readonly orderNumber: string };

/** An order with the first entry of its history, and the caller's key. */
export interface FirstWrite {
  readonly order: NumberedOrder;
  readonly first: ChangeRecord;
  readonly key: NewKey | undefined;
}

/**
 * Writes an order with the first entry of its history, its outgoing event, its contact and the caller's key,
 * in one statement.
 * @returns false where another order has its external_id
 */
export async function insertOrder(database: Database, { order, first, key }: FirstWrite): Promise<boolean> {
  const { restaurantId, externalId, recordedAt } = order;
  const contact = contactOf(order);
  const contacts =
    contact &&
    sql`, contacts AS (
      INSERT INTO passline.order_contacts (${contactColumns.names})
      SELECT ${contactColumns.values(contact)} FROM changed
    )`;
  const unused =
    externalId === null
      ? nothing
      : sql`WHERE NOT EXISTS (${holderOf(sql`${restaurantId}`, sql`${externalId}`, recordedAt)})`;
  const written = await database.ofRestaurant(
    restaurantId,
    sql`
    WITH changed AS (
      INSERT INTO passline.orders (${orderColumns.names}) SELECT ${orderColumns.values(orderRow(order, first))}
      ${unused}
      RETURNING version
    ), ${recordOf(first, key)} ${contacts ?? nothing}
    SELECT version FROM changed`,
  );
  return written.length === 1;
}

/**
 * The same for several orders, for the restaurants that they are of and no other. One whose external_id
 * another order has is left out.
 * @returns the ids of the orders that were written
 * @throws what PostgreSQL said, a number or a key that was used among it; nothing of any of them is written
 * then
 */
export async function insertOrders(
  database: Database,
  writes: readonly FirstWrite[],
): Promise<ReadonlySet<string>> {
  const restaurantIds = [...new Set(writes.map(({ order }) => order.restaurantId))];
  const written = await database.ofRestaurants<{ id: string }>(
    NarrowRole.Changes,
    restaurantIds,
    statementFor(writes),
  );
  return new Set(written.map(({ id }) => id));
}

const isWritten = sql`order_id IN (SELECT order_id FROM changed)`;

function statementFor(writes: readonly FirstWrite[]): Sql {
  const orders = writes.map(({ order, first }) => orderRow(order, first));
  const history = writes.map(({ first }) => first.row);
  const events = writes.map(({ first }) => eventOf(first));
  const contacts = writes.flatMap(({ order }) => contactOf(order) ?? []);
  const timers = writes.flatMap(({ first }) => first.timers);
  const keys = writes.flatMap(({ first, key }) => (key === undefined ? [] : keyOf(first, key)));
  const now = Math.max(...writes.map(({ order }) => order.recordedAt));
  return sql`WITH changed AS (
      INSERT INTO passline.orders (${orderColumns.names})
      SELECT ${orderColumns.names} FROM ${orderColumns.recordset('passline.orders', orders)} AS given
      WHERE (${holderOf(sql`given.restaurant_id`, sql`given.external_id`, now)} LIMIT 1) IS NULL
      RETURNING order_id
    ), history AS (
      INSERT INTO passline.order_history (${historyColumns.names})
      SELECT ${historyColumns.names} FROM ${historyColumns.recordset('passline.order_history', history)}
      WHERE ${isWritten}
    ), outgoing AS (
      INSERT INTO passline.outbox (${eventColumns.names})
      SELECT ${eventColumns.names} FROM ${eventColumns.recordset('passline.outbox', events)} WHERE ${isWritten}
    ), contacts AS (
      INSERT INTO passline.order_contacts (${contactColumns.names})
      SELECT ${contactColumns.names} FROM ${contactColumns.recordset('passline.order_contacts', contacts)}
      WHERE ${isWritten}
    ), remembered AS (
      INSERT INTO passline.idempotency_keys (${keyColumns.names})
      SELECT ${keyColumns.names} FROM ${keyColumns.recordset('passline.idempotency_keys', keys)}
      WHERE ${isWritten}
    ) ${timersIn(timers, isWritten)}
    SELECT order_id AS id FROM changed`;
}

/** Looked up for each by itself: of NOT EXISTS, PostgreSQL may make a list of all orders. */
const holderOf = (restaurantId: Sql, externalId: Sql, now: number): Sql =>
  sql`SELECT 1 FROM passline.orders o WHERE ${usesExternalId(restaurantId, externalId, now)}`;

function contactOf({ orderId, restaurantId, contact, address }: NewOrder): ContactRow | null {
  if (contact === null && address === null) return null;
  return { ...emptyContact, orderId, restaurantId, ...contact, address };
}

/** The row of an order that was just placed. */
const orderRow = (order: NumberedOrder, { row }: ChangeRecord): OrderRow => ({
  ...order,
  status: row.status,
  version: row.version,
  workflowVersion,
  readyFrom: row.readyFrom,
  readyTo: row.readyTo,
  updatedAt: order.recordedAt,
  endedAt: null,
  customerEndedAt: null,
  headHash: row.hash,
  linkGeneration: 1,
});

/** The order before anything of it is written, as its first change finds it. */
export const unwrittenOrder = (order: NumberedOrder, restaurant: StoredOrder['restaurant']): StoredOrder => {
  const { contact: _, address: __, recordedAt: ___, ...placing } = order;
  const { name, phone, address, timezone, deliveryMinutes, policies } = restaurant;
  return {
    ...placing,
    status: Status.Pending,
    version: 0,
    endedAt: null,
    headHash: chainStart,
    linkGeneration: 1,
    restaurant: { name, phone, address, timezone, deliveryMinutes, policies },
    history: [],
  };
};
