import { type Sql, sql } from '#libs/postgres';
import { hadAt, isPlausible, type LocalDays, ordersOf, promise, tenthsOf } from './local-days.ts';

/** Writes what these days come to, of which nothing is written yet: their orders are read once for it. */
export const countOrders = (days: LocalDays): Sql => sql`
  WITH o AS MATERIALIZED (
    SELECT order_id, restaurant_id, date, hour, fulfilment, came_at, accepted_at, ready_at, handed_over_at,
      arrived_at, ended_as, ended_reason, promised_basis, ${hadAt} - came_at AS in_all,
      ${promise.from} AS promised_from, ${promise.to} AS promised_to, ${promise.kept} AS kept_at,
      rating, created_at AS given_at
    FROM (${ordersOf(days)}) AS o LEFT JOIN insights.feedback USING (order_id, restaurant_id)
  ), days AS (${insertDays}), stages AS (${insertStages}), hours AS (${insertHours}), ratings AS (${insertRatings}) ${insertMishaps}`;

const isJudged = sql`kept_at IS NOT NULL AND promised_to IS NOT NULL`;
const isOnTime = sql`kept_at <= promised_to`;

const ratings = (condition: Sql): Sql => sql`
  ARRAY[
    count(*) FILTER (WHERE rating = 1 AND ${condition}), count(*) FILTER (WHERE rating = 2 AND ${condition}),
    count(*) FILTER (WHERE rating = 3 AND ${condition}), count(*) FILTER (WHERE rating = 4 AND ${condition}),
    count(*) FILTER (WHERE rating = 5 AND ${condition})]::integer[]`;

/** Shortest first. */
const counted = sql`json_build_object(
  'tenths', coalesce(json_agg(tenths ORDER BY tenths) FILTER (WHERE tenths IS NOT NULL), '[]'),
  'orders', coalesce(json_agg(n ORDER BY tenths) FILTER (WHERE tenths IS NOT NULL), '[]'))`;

const insertDays = sql`
  INSERT INTO insights.days (restaurant_id, date, fulfilment, orders, completed, cancelled, rejected, judged,
    covered, on_time, learned, promised_minutes, ratings, ratings_on_time, ratings_late)
  SELECT restaurant_id, date, fulfilment, count(came_at),
    count(*) FILTER (WHERE ended_as IN ('delivered', 'served', 'completed')),
    count(*) FILTER (WHERE ended_as = 'cancelled'), count(*) FILTER (WHERE ended_as = 'rejected'),
    count(*) FILTER (WHERE ${isJudged}), count(*) FILTER (WHERE kept_at BETWEEN promised_from AND promised_to),
    count(*) FILTER (WHERE ${isOnTime}), count(*) FILTER (WHERE ${isJudged} AND promised_basis = 'learned'),
    coalesce(sum(extract(epoch FROM promised_to - promised_from) / 60) FILTER (WHERE ${isJudged}), 0),
    ${ratings(sql`true`)}, ${ratings(isOnTime)}, ${ratings(sql`kept_at > promised_to`)}
  FROM o GROUP BY restaurant_id, date, fulfilment`;

const insertStages = sql`
  INSERT INTO insights.day_stages (restaurant_id, date, fulfilment, stage, times)
  SELECT restaurant_id, date, fulfilment, stage, ${counted}
  FROM (
    SELECT restaurant_id, date, fulfilment, stage, ${tenthsOf('took')} AS tenths, count(*) AS n
    FROM o, LATERAL (VALUES
      ('acceptance', accepted_at - came_at), ('preparation', ready_at - accepted_at),
      ('handover', handed_over_at - ready_at), ('drive', arrived_at - handed_over_at),
      ('in_all', in_all)) AS s (stage, took)
    WHERE ${isPlausible('took')} GROUP BY 1, 2, 3, 4, 5) AS counted
  GROUP BY restaurant_id, date, fulfilment, stage`;

const insertHours = sql`
  INSERT INTO insights.day_hours (restaurant_id, date, fulfilment, hour, judged, on_time, times)
  SELECT restaurant_id, date, fulfilment, hour, sum(judged), sum(on_time),
    ${counted}
  FROM (
    SELECT restaurant_id, date, fulfilment, hour,
      CASE WHEN ${isPlausible('in_all')} THEN ${tenthsOf('in_all')} END AS tenths, count(*) AS n,
      count(*) FILTER (WHERE ${isJudged}) AS judged, count(*) FILTER (WHERE ${isOnTime}) AS on_time
    FROM o WHERE came_at IS NOT NULL GROUP BY 1, 2, 3, 4, 5) AS counted
  GROUP BY restaurant_id, date, fulfilment, hour`;

/** One that came on another day than was thought stands under that one until that is counted anew. */
const insertRatings = sql`
  INSERT INTO insights.day_ratings (order_id, restaurant_id, date, fulfilment, rating, given_at, late_minutes)
  SELECT order_id, restaurant_id, date, fulfilment, rating, given_at,
    round(extract(epoch FROM kept_at - promised_to) / 60, 1)
  FROM o WHERE rating IS NOT NULL
  ON CONFLICT (order_id) DO UPDATE SET (date, fulfilment, rating, given_at, late_minutes) =
    ROW (EXCLUDED.date, EXCLUDED.fulfilment, EXCLUDED.rating, EXCLUDED.given_at, EXCLUDED.late_minutes)`;

/**
 * An order that went wrong twice for the same reason counts once; a step that was recalled, as recalled. What
 * went wrong with one that never came is that it was called off.
 */
const insertMishaps = sql`
  INSERT INTO insights.day_mishaps (restaurant_id, date, fulfilment, mishap, reason, orders)
  SELECT restaurant_id, date, fulfilment, mishap, reason, count(DISTINCT order_id)
  FROM (
    SELECT restaurant_id, date, fulfilment, ended_as AS mishap, ended_reason AS reason, order_id
    FROM o WHERE ended_as IN ('cancelled', 'rejected')
    UNION ALL
    SELECT o.restaurant_id, o.date, o.fulfilment,
      CASE WHEN e.type = 'status_changed' THEN e.status ELSE e.type END, e.reason, o.order_id
    FROM o JOIN insights.order_events e USING (order_id)
    WHERE came_at IS NOT NULL AND (e.type IN ('recalled', 'delayed') OR (
      e.type = 'status_changed' AND e.status = 'delivery_failed' AND NOT EXISTS (
        SELECT FROM insights.order_events r WHERE r.order_id = e.order_id AND r.corrects = e.version)))
  ) AS mishaps GROUP BY restaurant_id, date, fulfilment, mishap, reason`;
