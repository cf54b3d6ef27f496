import { nothing, sql } from '#libs/postgres';
import { type Database, keyRecordAt, type KeyPlace, type KeyRecord } from '../../platform/index.ts';
import { restaurantColumns, type RestaurantRow } from './restaurant-row.ts';

const profile = restaurantColumns.without('tableLabels').selected();

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
  return (await findForPlacing(database, restaurantId, undefined)).restaurant;
}

/**
 * The restaurant, null where there is none, and what the caller's key has done there, seen at one moment. A
 * key that was used at another restaurant is not seen.
 */
export async function findForPlacing(
  database: Database,
  restaurantId: string,
  place: KeyPlace | undefined,
): Promise<{ readonly restaurant: RestaurantRow | null; readonly keyRecord: KeyRecord | null }> {
  const key = place === undefined ? nothing : sql`, (${keyRecordAt(place)}) AS "keyRecord"`;
  const [row] = await database.ofRestaurant<RestaurantRow & { readonly keyRecord?: KeyRecord | null }>(
    restaurantId,
    sql`SELECT ${profile} ${key} FROM passline.restaurants WHERE restaurant_id = ${restaurantId}`,
  );
  if (row === undefined) return { restaurant: null, keyRecord: null };
  const { keyRecord = null, ...restaurant } = row;
  return { restaurant, keyRecord };
}
