import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { sql } from '#libs/postgres';
import { DataSource } from 'typeorm';
import { freshDatabase } from '../../../../../tests/support/postgres.ts';
import { accountColumns } from '../../identity/accounts/account-row.ts';
import { deviceColumns } from '../../identity/accounts/device-row.ts';
import { refreshTokenColumns } from '../../identity/sessions/refresh-token-row.ts';
import { signingKeyColumns } from '../../identity/tokens/signing-key-row.ts';
import { contactColumns } from '../../ordering/order/model/contact-row.ts';
import { historyColumns } from '../../ordering/order/model/history-row.ts';
import { orderColumns } from '../../ordering/order/model/order-row.ts';
import { textColumns } from '../../ordering/order/model/text-row.ts';
import { outboxColumns } from '../../outbox/outbox-row.ts';
import { restaurantColumns } from '../../restaurants/restaurant/restaurant-row.ts';
import { keyColumns } from '../idempotency/stored-keys.ts';
import { connectDatabase } from './connect.ts';
import { dataSourceOptions, migrateOrders, migrationOptions } from './migrate.ts';
import { EndedOrders1765040000000 } from './migrations/1765040000000-ended-orders.migration.ts';

/**
 * Everything about the schema that could differ: columns, constraints, indexes, policies, triggers, grants,
 * comments.
 */
const questions = [
  `SELECT table_name, column_name, data_type, is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'passline' ORDER BY 1, 2`,
  `SELECT conrelid::regclass::text AS of, conname, pg_get_constraintdef(oid) AS def
    FROM pg_constraint WHERE connamespace = 'passline'::regnamespace ORDER BY 1, 2`,
  `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'passline' ORDER BY 1`,
  `SELECT tablename, policyname, roles, qual, with_check
    FROM pg_policies WHERE schemaname = 'passline' ORDER BY 1, 2`,
  `SELECT relname, relrowsecurity, relforcerowsecurity
    FROM pg_class WHERE relnamespace = 'passline'::regnamespace AND relkind = 'r' ORDER BY 1`,
  `SELECT tgrelid::regclass::text AS of, tgname, pg_get_triggerdef(oid) AS def
    FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'passline.%' ORDER BY 1, 2`,
  `SELECT table_name, grantee, privilege_type
    FROM information_schema.role_table_grants
    WHERE table_schema = 'passline' AND grantee LIKE 'passline\\_%' ORDER BY 1, 2, 3`,
];

/** The tables whose columns the code names, with those that it leaves to PostgreSQL or to others. */
const tables = [
  ['accounts', accountColumns, []],
  ['devices', deviceColumns, []],
  ['idempotency_keys', keyColumns, []],
  ['order_contacts', contactColumns, []],
  ['order_history', historyColumns, []],
  ['order_texts', textColumns, []],
  ['orders', orderColumns, ['ended_as', 'lifespan']],
  ['outbox', outboxColumns, []],
  ['refresh_tokens', refreshTokenColumns, []],
  ['restaurants', restaurantColumns, ['created_at', 'pace_version', 'table_generation']],
  ['signing_keys', signingKeyColumns, []],
] as const;

async function schemaOf(url: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const answers: unknown[] = [];
    for (const question of questions) answers.push((await client.query(question)).rows);
    return answers;
  } finally {
    await client.end();
  }
}

/** More than are noted at once, and one that is still open. */
const ordersOfBefore = `
  INSERT INTO passline.restaurants (restaurant_id, name, timezone, locale, currency, base_preparation_minutes)
    VALUES (gen_random_uuid(), 'Mabuhay', 'Asia/Manila', 'en', 'PHP', 20);
  INSERT INTO passline.orders (order_id, restaurant_id, order_number, fulfilment, status, version,
    workflow_version, items, total_amount, currency, work_minutes, placed_at, updated_at, ended_at, head_hash)
  SELECT gen_random_uuid(), restaurant_id, n, 'pickup', CASE WHEN n = 0 THEN 'ready' ELSE 'completed' END,
    1, 1, '[]', 0, 'PHP', 20, now(), now() + interval '5 minutes', CASE WHEN n > 0 THEN now() END, ''
  FROM passline.restaurants, generate_series(0, 4100) AS n`;

/** Works as an owner to whom this migration is the last one. */
async function asOwner<T>(url: string, work: (owner: DataSource) => Promise<T>): Promise<T> {
  const options = { ...dataSourceOptions(url), migrations: [EndedOrders1765040000000] };
  const owner = await new DataSource(options).initialize();
  return work(owner).finally(() => owner.destroy());
}

describe('the migrations of orders', () => {
  it('come to the same schema when they are run up, down and up again', async () => {
    const { adminUrl, serviceUrl } = await freshDatabase();
    await migrateOrders(adminUrl, serviceUrl);
    const first = await schemaOf(adminUrl);
    const owner = await new DataSource(dataSourceOptions(adminUrl)).initialize();
    while ((await owner.query<unknown[]>('SELECT FROM passline.migrations')).length > 0)
      await owner.undoLastMigration();
    const empty = await schemaOf(adminUrl);
    await owner.runMigrations({ transaction: 'each' });
    await owner.destroy();
    expect(await schemaOf(adminUrl)).toEqual(first);
    expect(JSON.stringify(empty)).not.toContain('order_history');
    expect(JSON.stringify(first)).toContain('order_history');
  });

  it('make the columns that the code names, and no other', async () => {
    const { adminUrl, serviceUrl } = await freshDatabase();
    await migrateOrders(adminUrl, serviceUrl);
    const owner = new pg.Client({ connectionString: adminUrl });
    await owner.connect();
    for (const [table, columns, others] of tables) {
      const { rows } = await owner.query<{ column_name: string }>(
        sql`SELECT column_name FROM information_schema.columns
          WHERE table_schema = 'passline' AND table_name = ${table}`,
      );
      const named = [...columns.names.text.split(', '), ...others].sort();
      expect([table, ...named]).toEqual([table, ...rows.map(({ column_name }) => column_name).sort()]);
    }
    await owner.end();
  });

  it('note how orders ended that had ended before, as an owner who is no superuser', async () => {
    const { adminUrl, serviceUrl } = await freshDatabase();
    await migrateOrders(adminUrl, serviceUrl);
    await asOwner(adminUrl, async (owner) => {
      await owner.query(`DELETE FROM passline.migrations WHERE timestamp > 1765040000000`);
      await owner.undoLastMigration();
      await owner.query(ordersOfBefore);
      await owner.query(`
        DROP ROLE IF EXISTS plain_owner;
        CREATE ROLE plain_owner LOGIN PASSWORD 'plain';
        ALTER SCHEMA passline OWNER TO plain_owner;
        ALTER TABLE passline.orders OWNER TO plain_owner;
        ALTER TABLE passline.migrations OWNER TO plain_owner`);
    });
    const plainUrl = Object.assign(new URL(adminUrl), { username: 'plain_owner', password: 'plain' });
    await asOwner(plainUrl.toString(), (owner) => owner.runMigrations({ transaction: 'each' }));
    const noted = await asOwner(adminUrl, (owner) =>
      owner.query<unknown[]>(
        `SELECT ended_as, lifespan, count(*)::int FROM passline.orders GROUP BY 1, 2 ORDER BY 1`,
      ),
    );
    expect(noted).toEqual([
      { ended_as: 'completed', lifespan: 2, count: 4_100 },
      { ended_as: null, lifespan: null, count: 1 },
    ]);
  });

  it('are not given up while a large table keeps them', () => {
    expect(migrationOptions('postgres://localhost/passline').extra).toMatchObject({ query_timeout: 0 });
  });

  it('may be started by several at once', async () => {
    const { adminUrl, serviceUrl } = await freshDatabase();
    await Promise.all(Array.from({ length: 4 }, () => migrateOrders(adminUrl, serviceUrl)));
    const database = await connectDatabase({ DATABASE_URL: serviceUrl });
    await expect(database.isReachable()).resolves.toBe(true);
    await database.dataSource.destroy();
  });
});

describe('the connection of orders', () => {
  it('refuses a schema that is behind, and says what to do', async () => {
    const { serviceUrl } = await freshDatabase();
    await expect(connectDatabase({ DATABASE_URL: serviceUrl })).rejects.toThrow('npm run migrate');
  });

  it('refuses to work as the owner, for whom restaurants are not walled off', async () => {
    const { adminUrl, serviceUrl } = await freshDatabase();
    await migrateOrders(adminUrl, serviceUrl);
    await expect(connectDatabase({ DATABASE_URL: adminUrl })).rejects.toThrow(
      'DATABASE_URL: its role is a superuser',
    );
  });
});
