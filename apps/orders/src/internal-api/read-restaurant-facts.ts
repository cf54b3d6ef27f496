import type { RestaurantFacts } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { type Database, NarrowRole } from '../platform/index.ts';

/** What insights judges the orders of these restaurants by; nothing of those that there are not. */
export const readRestaurantFacts = (
  database: Pick<Database, 'asRole'>,
  restaurantIds: readonly string[],
): Promise<RestaurantFacts[]> =>
  database.asRole<RestaurantFacts>(
    NarrowRole.Insights,
    sql`SELECT restaurant_id, name, timezone, delivery_minutes, policies
      FROM passline.restaurants WHERE restaurant_id = ANY (${restaurantIds}::uuid[])`,
  );
