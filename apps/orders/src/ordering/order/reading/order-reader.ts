import { nothing, type Sql, sql } from '#libs/postgres';
import {
  type Database,
  keyRecordAt,
  type KeyPlace,
  type KeyRecord,
  NarrowRole,
} from '../../../platform/index.ts';
import { restaurantColumns } from '../../../restaurants/index.ts';
import { chainedBy, historyColumns, type HistoryRow } from '../model/history-row.ts';
import { onlyWritten, orderColumns } from '../model/order-row.ts';
import type { StoredChange, StoredOrder } from '../model/stored-order.ts';

type ReadOrder = Omit<StoredOrder, 'history'> & {
  readonly history: readonly (Omit<StoredChange, 'corrects'> & Pick<HistoryRow, 'corrects'>)[];
};

const textsAndName = sql`'actorName', COALESCE(a.name, d.name),
  'notes', COALESCE(t.notes, ''), 'internalNotes', COALESCE(t.internal_notes, '')`;

const ofRestaurant = restaurantColumns.pick(
  'name',
  'phone',
  'address',
  'timezone',
  'deliveryMinutes',
  'policies',
);

/** All of an order `o`, its restaurant `r` and its history. */
const order = sql`${orderColumns.without(...onlyWritten).selected('o')},
  EXISTS (SELECT FROM passline.order_contacts c WHERE c.order_id = o.order_id) AS "hasContact",
  ${ofRestaurant.json('r')} AS restaurant,
  (SELECT json_agg(${historyColumns.without(...chainedBy).json('h', textsAndName)} ORDER BY h.version)
    FROM passline.order_history h
    LEFT JOIN passline.order_texts t
      ON h.text_digest IS NOT NULL AND t.order_id = h.order_id AND t.version = h.version
    LEFT JOIN passline.accounts a ON h.role <> 'device' AND a.account_id = h.actor_id
    LEFT JOIN passline.devices d ON h.role = 'device' AND d.device_id = h.actor_id
    WHERE h.order_id = o.order_id) AS history`;

const tables = sql`passline.orders o JOIN passline.restaurants r ON r.restaurant_id = o.restaurant_id`;

/** An order with its history, and the record of the caller's key if there is one, seen at one moment. */
export async function readOrder(
  database: Database,
  restaurantId: string,
  orderId: string,
  place?: KeyPlace,
): Promise<{ order: StoredOrder; keyRecord: KeyRecord | null } | null> {
  const key = place === undefined ? nothing : sql`, (${keyRecordAt(place)}) AS "keyRecord"`;
  const [row] = await database.ofRestaurant<ReadOrder & { readonly keyRecord?: KeyRecord | null }>(
    restaurantId,
    sql`SELECT ${order} ${key} FROM ${tables} WHERE o.order_id = ${orderId}`,
  );
  if (row === undefined) return null;
  const { keyRecord = null, ...read } = row;
  return { order: storedOrder(read), keyRecord };
}

/** Orders of one restaurant by their ids, in the order of the ids. */
export async function readOrders(
  database: Database,
  restaurantId: string,
  orderIds: readonly string[],
): Promise<StoredOrder[]> {
  return inOrder(orderIds, await database.ofRestaurant(restaurantId, manyOrders(orderIds)));
}

/** Orders of any restaurants by their ids, for the services; those that do not exist are left out. */
export async function readOrdersAcross(
  database: Database,
  orderIds: readonly string[],
): Promise<StoredOrder[]> {
  return inOrder(orderIds, await database.asRole(NarrowRole.Snapshots, manyOrders(orderIds)));
}

const manyOrders = (orderIds: readonly string[]): Sql =>
  sql`SELECT ${order} FROM ${tables} WHERE o.order_id = ANY(${orderIds}::uuid[])`;

function inOrder(orderIds: readonly string[], rows: readonly ReadOrder[]): StoredOrder[] {
  const byId = new Map(rows.map((row) => [row.orderId, row]));
  return orderIds.flatMap((orderId) => {
    const row = byId.get(orderId);
    return row === undefined ? [] : [storedOrder(row)];
  });
}

const storedOrder = ({ history, ...row }: ReadOrder): StoredOrder => ({
  ...row,
  history: history.map((entry) => ({ ...entry, corrects: entry.corrects ?? undefined })),
});
