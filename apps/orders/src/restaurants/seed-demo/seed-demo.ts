import { sql } from '#libs/postgres';
import { accountColumns, type AccountRow, checkPassword, hashPassword } from '../../identity/index.ts';
import { type Database, NarrowRole } from '../../platform/index.ts';
import { restaurantColumns } from '../restaurant/restaurant-row.ts';
import { demoAccounts, demoRestaurants } from './demo.ts';

/**
 * Makes the two demo restaurants and their accounts where they are missing, and gives the accounts this
 * password.
 */
export async function seedDemo(database: Database, password: string): Promise<void> {
  for (const restaurant of demoRestaurants)
    await database.asRole(
      NarrowRole.Founding,
      sql`INSERT INTO passline.restaurants (${restaurantColumns.names})
        VALUES (${restaurantColumns.values(newRow(restaurant))})
        ON CONFLICT DO NOTHING`,
    );
  if (await isSeededWith(database, password)) return;
  const passwordHash = await hashPassword(password);
  for (const account of demoAccounts) await seedAccount(database, account, passwordHash);
}

const newRow = (restaurant: (typeof demoRestaurants)[number]) => ({
  ...restaurant,
  policies: {},
  pace: null,
  lastOrderNumber: 0,
  tableLabels: [],
});

async function seedAccount(
  database: Database,
  account: (typeof demoAccounts)[number],
  passwordHash: string,
): Promise<void> {
  const row = {
    ...account,
    passwordHash,
    mustChangePassword: false,
    disabledAt: null,
    createdAt: new Date(),
  };
  await database.asRole(
    NarrowRole.Founding,
    sql`INSERT INTO passline.accounts (${accountColumns.names}) VALUES (${accountColumns.values(row)})
      ON CONFLICT DO NOTHING`,
  );
  // By name: a database of an earlier version knows them by other ids.
  await database.asRole(
    NarrowRole.Login,
    sql`UPDATE passline.accounts SET password_hash = ${passwordHash} WHERE username = ${account.username}`,
  );
}

/** Whether all are there, with this password: hashing it anew at every start would cost a moment. */
async function isSeededWith(database: Database, password: string): Promise<boolean> {
  const usernames = demoAccounts.map(({ username }) => username);
  const found = await database.asRole<AccountRow>(
    NarrowRole.Login,
    sql`SELECT ${accountColumns.selected()} FROM passline.accounts WHERE username = ANY (${usernames})`,
  );
  const [first] = found;
  return found.length === usernames.length && (await checkPassword(first?.passwordHash, password));
}
