import { type Sql, sql } from '#libs/postgres';
import type { OrderRow } from '../order-facts/index.ts';
import type { OrderBefore } from './order-before.ts';

/** Says of which days the figures are to be counted anew: those on which the orders came, and had come. */
export function markDays(before: readonly OrderBefore[], rows: readonly OrderRow[]): Sql {
  const cameBefore = new Map(before.map(({ order_id, came_at }) => [order_id, came_at?.toISOString()]));
  const days = rows.flatMap(({ order_id, restaurant_id, came_at }) =>
    [came_at, cameBefore.get(order_id)].map((came) => ({ restaurant_id, came_at: came })),
  );
  return sql`
    INSERT INTO insights.changed_days (restaurant_id, utc_date)
    SELECT DISTINCT restaurant_id, (came_at AT TIME ZONE 'UTC')::date
    FROM jsonb_to_recordset(${JSON.stringify(days)}::jsonb) AS d (restaurant_id uuid, came_at timestamptz)
    WHERE came_at IS NOT NULL ORDER BY 1, 2
    ON CONFLICT (restaurant_id, utc_date) DO UPDATE SET revision = changed_days.revision + 1`;
}
