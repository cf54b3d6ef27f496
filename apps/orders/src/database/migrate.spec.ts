import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { freshDatabase } from '../../../../tests/support/postgres.ts';
import { connectDatabase } from './connect.ts';
import { dataSourceOptions, migrateOrders } from './migrate.ts';

/** Everything about the schema that could differ: columns, constraints, indexes, policies, triggers, grants. */
const questions = [
  `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'passline' ORDER BY 1, 2`,
  `SELECT conrelid::regclass::text AS of, conname, pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE connamespace = 'passline'::regnamespace ORDER BY 1, 2`,
  `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'passline' ORDER BY 1`,
  `SELECT tablename, policyname, roles, qual, with_check FROM pg_policies WHERE schemaname = 'passline' ORDER BY 1, 2`,
  `SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relnamespace = 'passline'::regnamespace AND relkind = 'r' ORDER BY 1`,
  `SELECT tgrelid::regclass::text AS of, tgname, pg_get_triggerdef(oid) AS def FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'passline.%' ORDER BY 1, 2`,
  `SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants WHERE table_schema = 'passline' AND grantee LIKE 'passline\\_%' ORDER BY 1, 2, 3`,
];

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

describe('the migrations of orders', () => {
  it('come to the same schema when they are run up, down and up again', async () => {
    const { adminUrl, serviceUrl } = await freshDatabase();
    await migrateOrders(adminUrl, serviceUrl);
    const first = await schemaOf(adminUrl);
    const owner = await new DataSource(dataSourceOptions(adminUrl)).initialize();
    while ((await owner.query<unknown[]>('SELECT FROM passline.migrations')).length > 0)
      await owner.undoLastMigration();
    const empty = await schemaOf(adminUrl);
    await owner.runMigrations();
    await owner.destroy();
    expect(await schemaOf(adminUrl)).toEqual(first);
    expect(JSON.stringify(empty)).not.toContain('order_history');
    expect(JSON.stringify(first)).toContain('order_history');
  });

  it('leave nothing for the entities to change', async () => {
    const { adminUrl, serviceUrl } = await freshDatabase();
    await migrateOrders(adminUrl, serviceUrl);
    const owner = await new DataSource(dataSourceOptions(adminUrl)).initialize();
    const tables = await Promise.all(
      owner.entityMetadatas.map((entity) => owner.createQueryBuilder(entity.target, 'e').limit(1).getMany()),
    );
    await owner.destroy();
    expect(tables.flat()).toEqual([]);
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
