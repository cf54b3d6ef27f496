import { type Sql, sql } from '#libs/postgres';
import { daysOf, type Span } from './span.ts';

/** How many are told of one by one. */
const most = 100;

const utc = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

export const latestFeedback = (span: Span): Sql => sql`
  SELECT order_id, rating, to_char(given_at AT TIME ZONE 'UTC', ${utc}) AS given_at, late_minutes
  FROM insights.day_ratings r WHERE ${daysOf(span)}
  ORDER BY r.given_at DESC, order_id DESC LIMIT ${most}`;
