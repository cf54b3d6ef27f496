import { type Sql, sql, type Transaction } from '#libs/postgres';
import type { NarrowRole } from '../database/index.ts';
import { cameBefore, longestStay, type OrderRow } from '../order-facts/index.ts';
import type { OrderBefore } from './order-before.ts';

/** When an order was in the kitchen, in ms; without an end while it is. */
interface Stay {
  readonly from: number;
  readonly until: number;
}

/** Of whoever came to the restaurant between these times, the load may be another now. In ms. */
interface Span {
  readonly restaurant_id: string;
  readonly since: number;
  readonly until: number;
}

type Kitchen = Pick<OrderRow, 'restaurant_id' | 'fulfilment'>;

/**
 * Counts anew how full the kitchen was for all orders that came while another was there of which nobody knew,
 * or was not there: usually for the new order itself alone.
 * @returns the kitchens of finished orders of which the load is another now
 */
export async function countLoads(
  transaction: Transaction<NarrowRole>,
  before: readonly OrderBefore[],
  rows: readonly OrderRow[],
): Promise<readonly Kitchen[]> {
  const known = new Map(before.map((order) => [order.order_id, order]));
  const spans = rows.flatMap(({ order_id, restaurant_id, came_at, left_at }) => {
    const order = known.get(order_id);
    const then = stayOf(order?.came_at?.getTime(), order?.left_at?.getTime());
    const now = stayOf(timeOf(came_at), timeOf(left_at));
    return spansBetween(then, now).map((span): Span => ({
      restaurant_id,
      since: span.from,
      until: span.until,
    }));
  });
  if (spans.length === 0) return [];
  const changed = await transaction.query<Kitchen & { hasOutcomes: boolean }>(count(spans));
  return changed.filter(({ hasOutcomes }) => hasOutcomes);
}

const timeOf = (time: string | null): number | undefined => (time === null ? undefined : Date.parse(time));

const stayOf = (from: number | undefined, until = Infinity): Stay | null =>
  from === undefined ? null : { from, until: Math.min(until, from + longestStay) };

/** When it was in the kitchen by one account, and not by the other. */
function spansBetween(one: Stay | null, other: Stay | null): readonly Stay[] {
  if (one === null || other === null) return [one ?? other].filter((stay) => stay !== null);
  if (one.from !== other.from) return [one, other];
  if (one.until === other.until) return [];
  return [{ from: Math.min(one.until, other.until), until: Math.max(one.until, other.until) }];
}

const count = (spans: readonly Span[]): Sql => sql`
  WITH affected AS (
    SELECT DISTINCT o.order_id, o.restaurant_id, o.came_at
    FROM jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) AS s (restaurant_id uuid, since float8, until float8)
    JOIN insights.orders o ON o.restaurant_id = s.restaurant_id
      AND o.came_at BETWEEN to_timestamp(s.since / 1000) AND to_timestamp(s.until / 1000)
  ), counted AS (
    SELECT a.order_id, (SELECT count(*)::int FROM insights.orders e WHERE ${cameBefore('e', 'a')}) AS load
    FROM affected a
  )
  UPDATE insights.orders o SET load = c.load FROM counted c
  WHERE o.order_id = c.order_id AND o.load <> c.load
  RETURNING o.restaurant_id, o.fulfilment, o.stages <> '{}' AS "hasOutcomes"`;
