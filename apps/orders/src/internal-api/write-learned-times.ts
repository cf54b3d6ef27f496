import type { PushedTimes } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { type Database, NarrowRole } from '../platform/index.ts';

/**
 * Replaces what was learned of a restaurant's orders of one kind. Instances read it anew within half a
 * minute.
 * @param at our clock, in ms
 */
export async function writeLearnedTimes(
  database: Pick<Database, 'asRole'>,
  { restaurant_id, fulfilment, times }: PushedTimes,
  at: number,
): Promise<void> {
  await database.asRole(
    NarrowRole.Insights,
    sql`INSERT INTO passline.learned_times (restaurant_id, fulfilment, times, learned_at)
      VALUES (${restaurant_id}, ${fulfilment}, ${JSON.stringify(times)}::jsonb, ${new Date(at)})
      ON CONFLICT (restaurant_id, fulfilment)
      DO UPDATE SET times = EXCLUDED.times, learned_at = EXCLUDED.learned_at`,
  );
}
