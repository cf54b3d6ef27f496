import { AccountEntity } from '../account/account.entity.ts';
import { checkPassword, hashPassword } from '../account/passwords.ts';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { RestaurantEntity } from '../restaurant/restaurant.entity.ts';
import { demoAccounts, demoRestaurants } from './demo.ts';

/** Makes the two demo restaurants and their accounts where they are missing, and gives the accounts this password. */
export async function seedDemo(database: Database, password: string): Promise<void> {
  await database.transactionAs(NarrowRole.Founding, async (manager) => {
    const restaurants = demoRestaurants.map((restaurant) => ({ ...restaurant, lastOrderNumber: 0 }));
    await manager
      .createQueryBuilder()
      .insert()
      .into(RestaurantEntity)
      .values(restaurants)
      .orIgnore()
      .execute();
  });
  if (await isSeededWith(database, password)) return;
  const passwordHash = await hashPassword(password);
  const accounts = demoAccounts.map((account) => ({
    ...account,
    passwordHash,
    mustChangePassword: false,
    disabledAt: null,
  }));
  await database.transactionAs(NarrowRole.Founding, async (manager) => {
    await manager.createQueryBuilder().insert().into(AccountEntity).values(accounts).orIgnore().execute();
  });
  await database.transactionAs(NarrowRole.Login, async (manager) => {
    // By name: a database of an earlier version knows them by other ids.
    for (const { username } of accounts) await manager.update(AccountEntity, { username }, { passwordHash });
  });
}

/** Whether all are there, with this password: hashing it anew at every start would cost a moment. */
async function isSeededWith(database: Database, password: string): Promise<boolean> {
  const usernames = demoAccounts.map(({ username }) => username);
  const found = await database.transactionAs(NarrowRole.Login, (manager) =>
    manager
      .createQueryBuilder(AccountEntity, 'a')
      .where('a.username IN (:...usernames)', { usernames })
      .getMany(),
  );
  const [first] = found;
  return found.length === usernames.length && (await checkPassword(first?.passwordHash, password));
}
