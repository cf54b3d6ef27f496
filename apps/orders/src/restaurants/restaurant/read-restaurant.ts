import { sql } from '#libs/postgres';
import type { Database } from '../../platform/index.ts';
import { profileColumns, type RestaurantRow } from './restaurant-row.ts';

/** @throws Error where there is none */
export async function readRestaurant(database: Database, restaurantId: string): Promise<RestaurantRow> {
  const restaurant = await findRestaurant(database, restaurantId);
  if (restaurant === null) throw new Error(`there is no restaurant ${restaurantId}`);
  return restaurant;
}

export async function findRestaurant(
  database: Database,
  restaurantId: string,
): Promise<RestaurantRow | null> {
  const [row] = await database.ofRestaurant<RestaurantRow>(
    restaurantId,
    sql`SELECT ${profileColumns.selected()} FROM passline.restaurants WHERE restaurant_id = ${restaurantId}`,
  );
  return row ?? null;
}
