import { Injectable } from '@nestjs/common';
import type { EditRestaurant, Restaurant, Staff } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { Database } from '../../platform/index.ts';
import { readRestaurant } from '../restaurant/read-restaurant.ts';
import { restaurantColumns, type RestaurantRow } from '../restaurant/restaurant-row.ts';

/**
 * The restaurant as customers read of it. Orders keep the currency and the estimate that they were placed
 * with.
 */
@Injectable()
export class EditRestaurantHandler {
  constructor(private readonly database: Database) {}

  /** @param wish what to change; with nothing in it the restaurant is only read */
  async edit(
    wish: EditRestaurant,
    { restaurant_id: restaurantId }: Pick<Staff, 'restaurant_id'>,
  ): Promise<Restaurant> {
    const { base_preparation_minutes: basePreparationMinutes, ...profile } = wish;
    const changes = restaurantColumns.set({ ...profile, basePreparationMinutes });
    if (changes.text !== '')
      await this.database.ofRestaurant(
        restaurantId,
        sql`UPDATE passline.restaurants SET ${changes} WHERE restaurant_id = ${restaurantId}`,
      );
    return restaurantOf(await readRestaurant(this.database, restaurantId));
  }
}

function restaurantOf({
  restaurantId,
  name,
  phone,
  address,
  timezone,
  locale,
  currency,
  basePreparationMinutes,
}: RestaurantRow): Restaurant {
  return {
    restaurant_id: restaurantId,
    name,
    phone,
    address,
    timezone,
    locale,
    currency,
    base_preparation_minutes: basePreparationMinutes,
  };
}
