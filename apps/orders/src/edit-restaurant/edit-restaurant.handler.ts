import { Injectable } from '@nestjs/common';
import type { EditRestaurant, Restaurant, Staff } from '#libs/contracts';
import { Database } from '../database/database.ts';
import { RestaurantEntity } from '../restaurant/restaurant.entity.ts';

/** The restaurant as customers read of it. Orders keep the currency and the estimate that they were placed with. */
@Injectable()
export class EditRestaurantHandler {
  constructor(private readonly database: Database) {}

  /** @param wish what to change; with nothing in it the restaurant is only read */
  edit(wish: EditRestaurant, { restaurant_id: restaurantId }: Staff): Promise<Restaurant> {
    return this.database.transactionOf(restaurantId, async (manager) => {
      const { base_preparation_minutes: basePreparationMinutes, ...profile } = wish;
      const changed = defined({ ...profile, basePreparationMinutes });
      if (Object.keys(changed).length > 0) await manager.update(RestaurantEntity, { restaurantId }, changed);
      return restaurantOf(await manager.findOneByOrFail(RestaurantEntity, { restaurantId }));
    });
  }
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

const defined = <T extends object>(members: T): Defined<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;

function restaurantOf({
  restaurantId,
  name,
  phone,
  address,
  timezone,
  locale,
  currency,
  basePreparationMinutes,
}: RestaurantEntity): Restaurant {
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
