import { type Sql, sql } from '#libs/postgres';

/** All lifespans that there are. */
export const lifespans = sql`generate_series(0, 12) AS span (lifespan)`;

/**
 * The condition on ended orders beside `lifespans`, of those placed before a moment, that they were changed
 * later. One of lifespan n was last changed within 4ⁿ minutes, so that those of each lifespan lie within as
 * long before the moment, where about every fourth was still under way: an index finds them.
 */
export const wasUnderWay = (at: Date): Sql =>
  sql`lifespan = span.lifespan AND updated_at >= ${at}
    AND placed_at > ${at}::timestamptz - interval '1 minute' * 4 ^ span.lifespan`;
