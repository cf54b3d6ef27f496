import { raw, type Sql, sql } from '#libs/postgres';

/** Some days by a restaurant's clock. */
export interface LocalDays {
  readonly restaurantId: string;
  readonly timezone: string;
  /** Such as `2026-03-29`. */
  readonly dates: readonly string[];
}

/**
 * Orders that came on these days by the restaurant's clock, and those that were called off on them before
 * they came, with `date` and `hour` of it: PostgreSQL knows how long each day was. The indexes find them by
 * how far a clock may be from UTC.
 */
export const ordersOf = (days: LocalDays): Sql => sql`
  SELECT * FROM (
    SELECT o.*, (o.counted_at AT TIME ZONE ${days.timezone})::date AS date,
      extract(hour FROM o.counted_at AT TIME ZONE ${days.timezone})::smallint AS hour
    FROM (
      SELECT *, came_at AS counted_at FROM insights.orders
      WHERE restaurant_id = ${days.restaurantId} AND ${isAbout('came_at', days)}
      UNION ALL
      SELECT *, ended_at FROM insights.orders
      WHERE restaurant_id = ${days.restaurantId} AND came_at IS NULL AND ${isAbout('ended_at', days)}
    ) AS o
  ) AS dated WHERE date = ANY (${days.dates}::date[])`;

const isAbout = (column: string, { dates }: LocalDays): Sql => sql`
  ${raw(column)} >= (SELECT min(d) FROM unnest(${dates}::date[]) AS d)::timestamp AT TIME ZONE 'UTC'
    - interval '14 hours'
  AND ${raw(column)} < (SELECT max(d) FROM unnest(${dates}::date[]) AS d)::timestamp AT TIME ZONE 'UTC'
    + interval '36 hours'`;

/** When the customer had it: at the door, at the counter or at the table. */
export const hadAt = raw(`CASE WHEN o.fulfilment = 'delivery' THEN o.arrived_at ELSE o.handed_over_at END`);

const isToTheDoor = `o.fulfilment = 'delivery' AND o.promised_arrival_to IS NOT NULL`;

/** What was promised first, and what came of it: at the door where that was said, or else ready. */
export const promise = {
  from: raw(`CASE WHEN ${isToTheDoor} THEN o.promised_arrival_from ELSE o.promised_ready_from END`),
  to: raw(`CASE WHEN ${isToTheDoor} THEN o.promised_arrival_to ELSE o.promised_ready_to END`),
  kept: raw(`CASE WHEN ${isToTheDoor} THEN o.arrived_at ELSE o.ready_at END`),
};

/**
 * A time that an order took, in tenths of a minute: as they are below ten minutes, in steps of half a minute
 * below two hours, and of five minutes above.
 */
export const tenthsOf = (took: string): Sql =>
  raw(`(CASE WHEN ${took} < interval '10 minutes' THEN round(extract(epoch FROM ${took}) / 6)
    WHEN ${took} < interval '2 hours' THEN round(extract(epoch FROM ${took}) / 30) * 5
    ELSE round(extract(epoch FROM ${took}) / 300) * 50 END)::smallint`);

/** What took longer was forgotten on a screen; what took less than nothing, a clock made up. */
export const isPlausible = (took: string): Sql => raw(`${took} BETWEEN interval '0' AND interval '6 hours'`);
