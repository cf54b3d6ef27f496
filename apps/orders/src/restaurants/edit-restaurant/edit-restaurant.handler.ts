import { Injectable } from '@nestjs/common';
import { type EditRestaurant, type Restaurant, type Staff, usualPolicies } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { Database } from '../../platform/index.ts';
import { readRestaurant } from '../restaurant/read-restaurant.ts';
import { RestaurantChanges } from '../restaurant/restaurant-changes.ts';
import { restaurantColumns, type RestaurantRow } from '../restaurant/restaurant-row.ts';

/**
 * The restaurant as customers read of it. Orders keep the currency and the estimate that they were placed
 * with.
 */
@Injectable()
export class EditRestaurantHandler {
  constructor(
    private readonly database: Database,
    private readonly changes: RestaurantChanges,
  ) {}

  /** @param wish what to change; with nothing in it the restaurant is only read */
  async edit(
    wish: EditRestaurant,
    { restaurant_id: restaurantId }: Pick<Staff, 'restaurant_id'>,
  ): Promise<Restaurant> {
    const changes = changesOf(wish);
    if (changes.text !== '') {
      await this.database.ofRestaurant(
        restaurantId,
        sql`UPDATE passline.restaurants SET ${changes} WHERE restaurant_id = ${restaurantId}`,
      );
      this.changes.written(restaurantId);
    }
    return restaurantOf(await readRestaurant(this.database, restaurantId));
  }
}

/** Of the policies, those that are named are changed. */
function changesOf(wish: EditRestaurant): Sql {
  const {
    base_preparation_minutes: basePreparationMinutes,
    delivery_minutes: deliveryMinutes,
    policies,
    ...profile
  } = wish;
  const columns = restaurantColumns.set({ ...profile, basePreparationMinutes, deliveryMinutes });
  const ofPolicies = sql`policies = policies || ${JSON.stringify(policies)}::jsonb`;
  if (policies === undefined || Object.keys(policies).length === 0) return columns;
  return columns.text === '' ? ofPolicies : sql`${columns}, ${ofPolicies}`;
}

const restaurantOf = (row: RestaurantRow): Restaurant => ({
  restaurant_id: row.restaurantId,
  name: row.name,
  phone: row.phone,
  address: row.address,
  timezone: row.timezone,
  locale: row.locale,
  currency: row.currency,
  base_preparation_minutes: row.basePreparationMinutes,
  delivery_minutes: row.deliveryMinutes,
  policies: { ...usualPolicies, ...row.policies },
});
