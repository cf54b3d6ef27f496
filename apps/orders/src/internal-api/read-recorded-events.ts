import type { Estimate, RecordedEvent } from '#libs/contracts';
import { piecesOf } from '#libs/order-model';
import { type Sql, sql } from '#libs/postgres';
import { estimateOf, historyColumns, type HistoryRow, type StoredOrder } from '../ordering/index.ts';
import { type Database, NarrowRole } from '../platform/index.ts';

interface OrderWithHistory {
  readonly order_id: string;
  readonly restaurant_id: string;
  readonly fulfilment: RecordedEvent['fulfilment'];
  readonly items: StoredOrder['items'];
  readonly scheduled_for: Date | null;
}

const told = historyColumns.pick(
  'orderId',
  'version',
  'eventId',
  'type',
  'status',
  'corrects',
  'minutes',
  'reason',
  'role',
  'occurredAt',
  'recordedAt',
  'readyFrom',
  'readyTo',
  'arrivesFrom',
  'arrivesTo',
  'basis',
);
type ToldRow = Pick<HistoryRow, 'orderId' | 'version' | 'eventId' | 'type' | 'status' | 'corrects'> &
  Pick<HistoryRow, 'minutes' | 'reason' | 'role' | 'occurredAt' | 'recordedAt' | 'readyFrom' | 'readyTo'> &
  Pick<HistoryRow, 'arrivesFrom' | 'arrivesTo' | 'basis'>;

/** How many orders there are, for whoever shows how far it has come. */
export async function countOrders(database: Pick<Database, 'asRole'>): Promise<number> {
  const [row] = await database.asRole<{ count: number }>(
    NarrowRole.Insights,
    sql`SELECT count(*)::int AS count FROM passline.orders`,
  );
  return row?.count ?? 0;
}

/**
 * The events of the next orders after one, by their ids, as insights would have heard them: for what it
 * missed.
 * @param after the last order that is known; all are after the nil UUID
 * @param most how many orders at once
 */
export async function readRecordedEvents(
  database: Pick<Database, 'asRole'>,
  after: string,
  most: number,
): Promise<{ readonly orders: number; readonly last: string | null; readonly events: RecordedEvent[] }> {
  const orders = await database.asRole<OrderWithHistory>(NarrowRole.Insights, ordersAfter(after, most));
  const byId = new Map(orders.map((order) => [order.order_id, order]));
  const rows = await database.asRole<ToldRow>(NarrowRole.Insights, historyOf([...byId.keys()]));
  const events = rows.flatMap((row) => {
    const order = byId.get(row.orderId);
    return order === undefined ? [] : [eventOf(order, row)];
  });
  return { orders: orders.length, last: orders.at(-1)?.order_id ?? null, events };
}

const ordersAfter = (after: string, most: number): Sql => sql`
  SELECT order_id, restaurant_id, fulfilment, items, scheduled_for FROM passline.orders
  WHERE order_id > ${after} ORDER BY order_id LIMIT ${most}`;

const historyOf = (orderIds: readonly string[]): Sql => sql`
  SELECT ${told.selected()} FROM passline.order_history
  WHERE order_id = ANY (${orderIds}::uuid[]) ORDER BY order_id, version`;

function eventOf(order: OrderWithHistory, row: ToldRow): RecordedEvent {
  const { version, type, status, corrects, minutes, reason, role } = row;
  const estimate: Estimate = estimateOf(row);
  return {
    ...{ event_id: row.eventId, order_id: order.order_id, restaurant_id: order.restaurant_id },
    ...{ fulfilment: order.fulfilment, version, type, status, corrects, minutes, reason, role, estimate },
    at: new Date(row.occurredAt).toISOString(),
    recorded_at: new Date(row.recordedAt).toISOString(),
    // As it was placed: what ran out since was asked for all the same.
    pieces: version === 1 ? order.items.reduce((sum, item) => sum + piecesOf(item), 0) : null,
    scheduled_for: order.scheduled_for?.toISOString() ?? null,
  };
}
