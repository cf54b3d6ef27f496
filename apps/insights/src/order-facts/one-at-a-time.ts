import { type Sql, sql } from '#libs/postgres';

/** Any number that no one else locks by. */
const recordingLock = 7_277_002;

/**
 * How full a kitchen was depends on all its orders: two who write down events of one restaurant would each
 * miss what the other has not committed. Always in the same order, so that none waits for another in a ring.
 */
export const oneAtATime = (restaurantIds: readonly string[]): Sql => sql`
  SELECT pg_advisory_xact_lock(${recordingLock}, place) FROM (
    SELECT DISTINCT hashtext(id) AS place FROM unnest(${restaurantIds}::text[]) AS id ORDER BY 1
  ) AS places`;
