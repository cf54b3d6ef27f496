import { type Sql, sql } from '#libs/postgres';
import type { OrderRow } from '../order-facts/index.ts';
import type { OrderBefore } from './order-before.ts';

/**
 * Says of which days the figures are to be counted anew: those on which the orders came, and had come; of one
 * that was called off before it came, the day on which it was.
 */
export function markDays(before: readonly OrderBefore[], rows: readonly OrderRow[]): Sql {
  const known = new Map(before.map((order) => [order.order_id, order]));
  const days = rows.flatMap(({ order_id, restaurant_id, came_at, ended_at }) => {
    const then = known.get(order_id);
    return [came_at ?? ended_at, then?.came_at ?? then?.ended_at].map((at) => ({ restaurant_id, at }));
  });
  return sql`
    INSERT INTO insights.changed_days (restaurant_id, utc_date)
    SELECT DISTINCT restaurant_id, (at AT TIME ZONE 'UTC')::date
    FROM jsonb_to_recordset(${JSON.stringify(days)}::jsonb) AS d (restaurant_id uuid, at timestamptz)
    WHERE at IS NOT NULL ORDER BY 1, 2
    ON CONFLICT (restaurant_id, utc_date) DO UPDATE SET revision = changed_days.revision + 1`;
}
