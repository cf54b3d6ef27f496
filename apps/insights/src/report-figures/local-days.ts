import { raw, type Sql, sql } from '#libs/postgres';

/** Some days by a restaurant's clock. */
export interface LocalDays {
  readonly restaurantId: string;
  readonly timezone: string;
  /** Such as `2026-03-29`. */
  readonly dates: readonly string[];
}

const localDate = (timezone: string): Sql => sql`(o.came_at AT TIME ZONE ${timezone})::date`;

/**
 * Orders that came on these days by the restaurant's clock, with `date` and `hour` of it: PostgreSQL knows
 * how long each day was. The index finds them by how far a clock may be from UTC.
 */
export const ordersOf = ({ restaurantId, timezone, dates }: LocalDays): Sql => sql`
  SELECT o.*, ${localDate(timezone)} AS date,
    extract(hour FROM o.came_at AT TIME ZONE ${timezone})::smallint AS hour
  FROM insights.orders o
  WHERE o.restaurant_id = ${restaurantId}
    AND o.came_at >= (SELECT min(d) FROM unnest(${dates}::date[]) AS d)::timestamp AT TIME ZONE 'UTC' - interval '14 hours'
    AND o.came_at < (SELECT max(d) FROM unnest(${dates}::date[]) AS d)::timestamp AT TIME ZONE 'UTC' + interval '36 hours'
    AND ${localDate(timezone)} = ANY (${dates}::date[])`;

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
