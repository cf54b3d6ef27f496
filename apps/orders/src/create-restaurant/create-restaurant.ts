import { v7 as newId } from 'uuid';
import type { Restaurant } from '#libs/contracts';
import { Role } from '#libs/status-machine';
import { AccountEntity } from '../account/account.entity.ts';
import { hashPassword, newPassword } from '../account/passwords.ts';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { RestaurantEntity } from '../restaurant/restaurant.entity.ts';

export type NewRestaurant = Omit<Restaurant, 'restaurant_id'>;

export interface Founded {
  readonly restaurantId: string;
  /** To be shown once: it is not kept. */
  readonly oneTimePassword: string;
}

/** Thrown where the admin's e-mail address has an account already. */
export class UsernameTakenError extends Error {
  override readonly name = 'UsernameTakenError';
}

/** Makes a restaurant and its first admin, who sets a password of their own at the first log-in. @throws UsernameTakenError */
export async function createRestaurant(
  database: Database,
  restaurant: NewRestaurant,
  adminEmail: string,
): Promise<Founded> {
  const restaurantId = newId();
  const username = adminEmail.toLowerCase();
  const oneTimePassword = newPassword();
  const passwordHash = await hashPassword(oneTimePassword);
  await database.transactionAs(NarrowRole.Founding, async (manager) => {
    if (await manager.existsBy(AccountEntity, { username }))
      throw new UsernameTakenError(`${username} has an account already; name another --admin-email`);
    const { base_preparation_minutes: basePreparationMinutes, ...profile } = restaurant;
    await manager.insert(RestaurantEntity, {
      restaurantId,
      basePreparationMinutes,
      lastOrderNumber: 0,
      ...profile,
    });
    const admin = {
      accountId: newId(),
      restaurantId,
      role: Role.Admin,
      username,
      name: username,
      passwordHash,
      mustChangePassword: true,
    };
    await manager.insert(AccountEntity, { ...admin, disabledAt: null });
  });
  return { restaurantId, oneTimePassword };
}
