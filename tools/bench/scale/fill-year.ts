import type { Client } from 'pg';
import { sql } from '#libs/postgres';

/** The demo's first restaurant. */
const restaurantId = '0190a000-0000-7000-8000-000000000001';

/**
 * So many orders of one restaurant over a year, as insights has worked them out: of all kinds and outcomes,
 * each tenth delayed, and each tenth rated.
 */
export async function fillYear(client: Client, orders: number): Promise<void> {
  for (const statement of [ordersOf(orders), delays, ratings, marks]) await client.query(statement);
  await client.query('VACUUM ANALYZE');
}

const ordersOf = (orders: number) => sql`
  INSERT INTO insights.orders (order_id, restaurant_id, fulfilment, version, status, pieces, placed_at, came_at,
    accepted_at, cooking_at, ready_at, handed_over_at, arrived_at, left_at, ended_at, ended_as, ended_reason,
    delay_minutes, promised_ready_from, promised_ready_to, promised_arrival_from, promised_arrival_to,
    promised_basis, stages)
  SELECT gen_random_uuid(), ${restaurantId}, kind, 6, 'completed', 3, at, at, at + accepting, at + accepting * 2,
    at + accepting + making, at + accepting + making + waiting,
    CASE WHEN kind = 'delivery' THEN at + accepting + making + waiting + driving END,
    at + accepting + making, at + accepting + making + waiting + driving,
    CASE WHEN chance < 0.03 THEN 'cancelled' WHEN chance < 0.05 THEN 'rejected' ELSE 'completed' END,
    CASE WHEN chance < 0.05 THEN 'sold_out' END, 0,
    at + interval '10 min', at + interval '25 min', at + interval '25 min', at + interval '45 min', 'learned',
    '{"acceptance": {"took": 120000, "known_at": 1780000000000, "promised": null},
      "preparation": {"took": 900000, "known_at": 1780000000000, "promised": null}}'
  FROM (
    SELECT random() AS chance, (ARRAY['delivery', 'pickup', 'dine_in'])[1 + number % 3] AS kind,
      date_trunc('day', now()) - (number % 365) * interval '1 day' + interval '10 hours'
        + random() * interval '14 hours' AS at,
      random() * interval '5 min' AS accepting, interval '5 min' + random() * interval '25 min' AS making,
      random() * interval '15 min' AS waiting, interval '5 min' + random() * interval '30 min' AS driving
    FROM generate_series(1, ${orders}::int) AS number
  ) AS lived`;

const delays = sql`
  INSERT INTO insights.order_events (order_id, version, event_id, restaurant_id, fulfilment, type, status, at,
    recorded_at, reason, minutes, role)
  SELECT order_id, 2, order_id || '-2', restaurant_id, fulfilment, 'delayed', 'cooking', came_at, came_at, 'busy',
    5, 'cashier'
  FROM insights.orders WHERE random() < 0.1`;

const ratings = sql`
  INSERT INTO insights.feedback
  SELECT order_id, restaurant_id, 1 + floor(random() * 5), came_at + interval '1 hour', came_at + interval '1 hour'
  FROM insights.orders WHERE random() < 0.1 ON CONFLICT DO NOTHING`;

/** Their days are counted before the first answer. */
const marks = sql`
  INSERT INTO insights.changed_days
  SELECT DISTINCT restaurant_id, (came_at AT TIME ZONE 'UTC')::date FROM insights.orders
  WHERE restaurant_id = ${restaurantId} ON CONFLICT DO NOTHING`;
