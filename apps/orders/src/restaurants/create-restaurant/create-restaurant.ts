import { v7 as newId } from 'uuid';
import type { Restaurant } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { Role } from '#libs/status-machine';
import { accountColumns, hashPassword, newPassword } from '../../identity/index.ts';
import { type Database, NarrowRole } from '../../platform/index.ts';
import { restaurantColumns } from '../restaurant/restaurant-row.ts';

export type NewRestaurant = Omit<Restaurant, 'restaurant_id' | 'policies' | 'delivery_minutes'> &
  Partial<Pick<Restaurant, 'delivery_minutes'>>;

export interface Founded {
  readonly restaurantId: string;
  /** To be shown once: it is not kept. */
  readonly oneTimePassword: string;
}

/** Thrown where the admin's e-mail address has an account already. */
export class UsernameTakenError extends Error {
  override readonly name = 'UsernameTakenError';
}

/**
 * Makes a restaurant and its first admin, who sets a password of their own at the first log-in.
 * @throws UsernameTakenError
 */
export async function createRestaurant(
  database: Database,
  restaurant: NewRestaurant,
  adminEmail: string,
): Promise<Founded> {
  const restaurantId = newId();
  const username = adminEmail.toLowerCase();
  const oneTimePassword = newPassword();
  const passwordHash = await hashPassword(oneTimePassword);
  await database.transactionAs(NarrowRole.Founding, async (transaction) => {
    const taken = await transaction.query(
      sql`SELECT account_id FROM passline.accounts WHERE username = ${username}`,
    );
    if (taken.length > 0)
      throw new UsernameTakenError(`${username} has an account already; name another --admin-email`);
    const {
      base_preparation_minutes: basePreparationMinutes,
      delivery_minutes: deliveryMinutes = null,
      ...profile
    } = restaurant;
    const row = {
      restaurantId,
      basePreparationMinutes,
      deliveryMinutes,
      policies: {},
      pace: null,
      lastOrderNumber: 0,
      tableLabels: [],
      ...profile,
    };
    await transaction.query(
      sql`INSERT INTO passline.restaurants (${restaurantColumns.names})
        VALUES (${restaurantColumns.values(row)})`,
    );
    const admin = {
      accountId: newId(),
      restaurantId,
      role: Role.Admin,
      username,
      name: username,
      passwordHash,
      mustChangePassword: true,
      disabledAt: null,
      createdAt: new Date(),
    };
    await transaction.query(
      sql`INSERT INTO passline.accounts (${accountColumns.names}) VALUES (${accountColumns.values(admin)})`,
    );
  });
  return { restaurantId, oneTimePassword };
}
