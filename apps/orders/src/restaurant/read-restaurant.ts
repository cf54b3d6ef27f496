import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database.ts';
import { RestaurantEntity } from './restaurant.entity.ts';

/** What placing an order needs of its restaurant. */
export interface PlacingRestaurant {
  readonly restaurantId: string;
  readonly currency: string;
  readonly basePreparationMinutes: number;
  /** The restaurant's next order number; whoever asks holds the restaurant's row until the transaction ends. */
  nextNumber(manager: EntityManager): Promise<string>;
}

export async function readRestaurant(
  database: Database,
  restaurantId: string,
): Promise<PlacingRestaurant | null> {
  const restaurant = await database.transactionOf(restaurantId, (manager) =>
    manager.findOneBy(RestaurantEntity, { restaurantId }),
  );
  return restaurant && { ...restaurant, nextNumber: (manager) => nextNumber(manager, restaurantId) };
}

async function nextNumber(manager: EntityManager, restaurantId: string): Promise<string> {
  const [rows] = await manager.query<[{ last_order_number: number }[], number]>(
    'UPDATE passline.restaurants SET last_order_number = last_order_number + 1 WHERE restaurant_id = $1 RETURNING last_order_number',
    [restaurantId],
  );
  return `ONLINE-${String(rows[0]?.last_order_number ?? 0).padStart(6, '0')}`;
}
