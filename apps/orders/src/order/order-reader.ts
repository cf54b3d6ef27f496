import type { Database, Statement } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import type { StoredEntry, StoredOrder } from './stored-order.ts';

/** A repeat of a request: what its key did the first time. */
export interface KeyRecord {
  readonly requestHash: string;
  readonly restaurantId: string;
  readonly orderId: string;
  readonly version: number;
  readonly result: string;
}

/** Where to look for a key: digest of caller, method and path, and the key itself. */
export interface KeyPlace {
  readonly scope: Buffer;
  readonly key: string;
}

type EntryRow = Omit<StoredEntry, 'corrects' | 'occurredAt' | 'recordedAt' | 'readyFrom' | 'readyTo'> & {
  readonly corrects: number | null;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly readyFrom: string | null;
  readonly readyTo: string | null;
};
type OrderRow = Omit<StoredOrder, 'restaurant' | 'totalAmount' | 'placedAt' | 'endedAt' | 'history'> & {
  readonly restaurantName: string;
  readonly restaurantPhone: string | null;
  readonly totalAmount: string;
  readonly placedAt: Date;
  readonly endedAt: Date | null;
  readonly history: readonly EntryRow[];
  readonly keyRecord: KeyRecord | null;
};

const historyOf = (order: string): string => `(
  SELECT json_agg(json_build_object(
      'version', h.version, 'type', h.type, 'fromStatus', h.from_status, 'status', h.status, 'corrects', h.corrects, 'minutes', h.minutes,
      'reason', h.reason, 'role', h.role, 'actorId', h.actor_id, 'actorName', COALESCE(a.name, d.name), 'occurredAt', h.occurred_at,
      'recordedAt', h.recorded_at, 'readyFrom', h.ready_from, 'readyTo', h.ready_to,
      'notes', COALESCE(t.notes, ''), 'internalNotes', COALESCE(t.internal_notes, '')) ORDER BY h.version)
  FROM passline.order_history h
  LEFT JOIN passline.order_texts t ON h.text_digest IS NOT NULL AND t.order_id = h.order_id AND t.version = h.version
  LEFT JOIN passline.accounts a ON h.role <> 'device' AND a.account_id = h.actor_id
  LEFT JOIN passline.devices d ON h.role = 'device' AND d.device_id = h.actor_id
  WHERE h.order_id = ${order})`;

const orderColumns = `
  o.order_id AS "orderId", o.restaurant_id AS "restaurantId", o.order_number AS "orderNumber", r.name AS "restaurantName", r.phone AS "restaurantPhone",
  o.fulfilment, o.status, o.version, o.customer_id AS "customerId", o.external_id AS "externalId", o.items, o.total_amount AS "totalAmount", o.currency,
  o.table_label AS "table", o.work_minutes AS "workMinutes", o.placed_at AS "placedAt", o.ended_at AS "endedAt", o.head_hash AS "headHash",
  o.link_generation AS "linkGeneration", ${historyOf('o.order_id')} AS history`;

const orderTables = 'passline.orders o JOIN passline.restaurants r ON r.restaurant_id = o.restaurant_id';

const keyColumns = `json_build_object('requestHash', encode(k.request_hash, 'hex'), 'restaurantId', k.restaurant_id, 'orderId', k.order_id, 'version', k.version, 'result', k.result)`;

/** An order with its history, and the record of the caller's key if there is one, seen at one moment. */
export async function readOrder(
  database: Database,
  restaurantId: string,
  orderId: string,
  place?: KeyPlace,
): Promise<{ order: StoredOrder; keyRecord: KeyRecord | null } | null> {
  const [row] = await database.ofRestaurant<OrderRow>(
    restaurantId,
    place === undefined ? plainRead(orderId) : keyedRead(orderId, place),
  );
  return row === undefined ? null : { order: storedOrder(row), keyRecord: row.keyRecord };
}

const plainRead = (orderId: string): Statement => ({
  name: 'read_order',
  text: `SELECT ${orderColumns}, NULL AS "keyRecord" FROM ${orderTables} WHERE o.order_id = $1`,
  values: [orderId],
});

const keyedRead = (orderId: string, { scope, key }: KeyPlace): Statement => ({
  name: 'read_order_with_key',
  text: `SELECT ${orderColumns}, (SELECT ${keyColumns} FROM passline.idempotency_keys k WHERE k.scope = $2 AND k.key = $3
         AND k.created_at > now() - interval '24 hours') AS "keyRecord" FROM ${orderTables} WHERE o.order_id = $1`,
  values: [orderId, scope, key],
});

/** The record of a key alone, for requests that name no order; its scope holds the caller, so it is looked for in all restaurants. */
export async function readKey(database: Database, { scope, key }: KeyPlace): Promise<KeyRecord | null> {
  const statement = {
    name: 'read_key',
    text: `SELECT ${keyColumns} AS record FROM passline.idempotency_keys k WHERE k.scope = $1 AND k.key = $2 AND k.created_at > now() - interval '24 hours'`,
    values: [scope, key],
  };
  const [row] = await database.asRole<{ record: KeyRecord }>(NarrowRole.Lookup, statement);
  return row?.record ?? null;
}

/** Orders of one restaurant by their ids, in the order of the ids. */
export async function readOrders(
  database: Database,
  restaurantId: string,
  orderIds: readonly string[],
): Promise<StoredOrder[]> {
  return inOrder(orderIds, await database.ofRestaurant<OrderRow>(restaurantId, manyOrders(orderIds)));
}

/** Orders of any restaurants by their ids, for the services; those that do not exist are left out. */
export async function readOrdersAcross(
  database: Database,
  orderIds: readonly string[],
): Promise<StoredOrder[]> {
  return inOrder(orderIds, await database.asRole<OrderRow>(NarrowRole.Snapshots, manyOrders(orderIds)));
}

const manyOrders = (orderIds: readonly string[]): Statement => ({
  name: 'read_orders',
  text: `SELECT ${orderColumns}, NULL AS "keyRecord" FROM ${orderTables} WHERE o.order_id = ANY($1::uuid[])`,
  values: [orderIds],
});

function inOrder(orderIds: readonly string[], rows: readonly OrderRow[]): StoredOrder[] {
  const byId = new Map(rows.map((row) => [row.orderId, row]));
  return orderIds.flatMap((orderId) => {
    const row = byId.get(orderId);
    return row === undefined ? [] : [storedOrder(row)];
  });
}

function storedOrder({ restaurantName, restaurantPhone, keyRecord: _, ...row }: OrderRow): StoredOrder {
  return {
    ...row,
    restaurant: { name: restaurantName, phone: restaurantPhone },
    totalAmount: Number(row.totalAmount),
    placedAt: row.placedAt.getTime(),
    endedAt: row.endedAt?.getTime() ?? null,
    history: row.history.map(storedEntry),
  };
}

const storedEntry = (row: EntryRow): StoredEntry => ({
  ...row,
  corrects: row.corrects ?? undefined,
  occurredAt: Date.parse(row.occurredAt),
  recordedAt: Date.parse(row.recordedAt),
  readyFrom: row.readyFrom === null ? null : Date.parse(row.readyFrom),
  readyTo: row.readyTo === null ? null : Date.parse(row.readyTo),
});
