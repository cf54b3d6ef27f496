import { isDeepStrictEqual } from 'node:util';
import { raw, type Sql, sql, type Transaction } from '#libs/postgres';
import type { NarrowRole } from '../database/index.ts';
import { eventColumns, type KeptEvent, type OrderRow, orderRowOf } from '../order-facts/index.ts';
import { countLoads } from './count-loads.ts';
import { markDays } from './mark-days.ts';
import type { OrderBefore } from './order-before.ts';

type Kitchen = Pick<OrderRow, 'restaurant_id' | 'fulfilment'>;

/**
 * Derives what orders come to from all of their events, and marks the kitchens of which something is to be
 * learned by it.
 * @returns whether there are any
 */
export async function rewriteOrders(
  transaction: Transaction<NarrowRole>,
  orderIds: readonly string[],
): Promise<boolean> {
  const events = await transaction.query<KeptEvent>(eventsOf(orderIds));
  const before = await transaction.query<OrderBefore>(ordersBefore(orderIds));
  const rows = [...Map.groupBy(events, ({ orderId }) => orderId).values()].flatMap(
    (of) => orderRowOf(of) ?? [],
  );
  await transaction.query(upsertOrders(rows));
  await transaction.query(markDays(before, rows));
  const fullness = await countLoads(transaction, before, rows);
  const kitchens: readonly Kitchen[] = [...newsIn(before, rows), ...fullness];
  if (kitchens.length > 0) await transaction.query(markKitchens(kitchens));
  return kitchens.length > 0;
}

const eventsOf = (orderIds: readonly string[]): Sql => sql`
  SELECT ${eventColumns.selected()} FROM insights.order_events
  WHERE order_id = ANY (${orderIds}::uuid[]) ORDER BY order_id, version`;

const ordersBefore = (orderIds: readonly string[]): Sql => sql`
  SELECT order_id, came_at, accepted_at, left_at, ended_at, pieces, stages FROM insights.orders
  WHERE order_id = ANY (${orderIds}::uuid[])`;

/** Those whose outcomes are others than before, or were found in another situation. */
function newsIn(before: readonly OrderBefore[], rows: readonly OrderRow[]): readonly OrderRow[] {
  const known = new Map(before.map((order) => [order.order_id, order]));
  return rows.filter(({ order_id, stages, pieces, came_at }) => {
    const order = known.get(order_id);
    if (!isDeepStrictEqual(stages, order?.stages ?? {})) return true;
    const isSame = pieces === order?.pieces && came_at === (order.came_at?.toISOString() ?? null);
    return Object.keys(stages).length > 0 && !isSame;
  });
}

const written = [
  ...['order_id', 'restaurant_id', 'fulfilment', 'version', 'status', 'pieces', 'scheduled_for', 'placed_at'],
  ...['came_at', 'accepted_at', 'cooking_at', 'ready_at', 'handed_over_at', 'arrived_at', 'left_at'],
  ...['ended_at', 'ended_as', 'ended_reason', 'delay_minutes', 'promised_ready_from', 'promised_ready_to'],
  ...['promised_arrival_from', 'promised_arrival_to', 'promised_basis', 'stages'],
] as const satisfies readonly (keyof OrderRow)[];
const columns = raw(written.join(', '));
const replaced = raw(written.map((column) => `EXCLUDED.${column}`).join(', '));

const upsertOrders = (rows: readonly OrderRow[]): Sql => sql`
  INSERT INTO insights.orders (${columns})
  SELECT ${columns} FROM jsonb_populate_recordset(NULL::insights.orders, ${JSON.stringify(rows)}::jsonb)
  ORDER BY order_id
  ON CONFLICT (order_id) DO UPDATE SET (${columns}, load, pieces_ahead) =
    ROW (${replaced}, CASE WHEN EXCLUDED.came_at IS NULL THEN 0 ELSE orders.load END,
      CASE WHEN EXCLUDED.accepted_at IS NOT NULL THEN orders.pieces_ahead END)`;

const markKitchens = (kitchens: readonly Kitchen[]): Sql => sql`
  INSERT INTO insights.kitchens (restaurant_id, fulfilment)
  SELECT DISTINCT restaurant_id, fulfilment
  FROM jsonb_populate_recordset(NULL::insights.kitchens, ${JSON.stringify(kitchens)}::jsonb)
  ORDER BY restaurant_id, fulfilment
  ON CONFLICT (restaurant_id, fulfilment) DO UPDATE SET revision = kitchens.revision + 1`;
