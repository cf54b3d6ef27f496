import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import {
  checkNotifierSchema,
  connectNotifier,
  createNotifierDataSource,
  migrateNotifier,
} from '../../apps/notifier/src/index.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
}, 60_000);

async function on<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = await createNotifierDataSource({ url }).initialize();
  return work(dataSource).finally(() => dataSource.destroy());
}

/** All that makes the schema, as PostgreSQL writes it: columns, constraints, indexes, policies, rights. */
const describeSchema = (dataSource: DataSource): Promise<unknown[]> =>
  dataSource.query(`
    SELECT 'column' AS kind, table_name || '.' || column_name AS name, concat_ws(' ', data_type, is_nullable, column_default, is_identity) AS is
      FROM information_schema.columns WHERE table_schema = 'notifier'
    UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'notifier'::regnamespace
    UNION ALL SELECT 'policy', tablename || ' ' || policyname, concat_ws(' ', cmd, roles::text, qual, with_check) FROM pg_policies WHERE schemaname = 'notifier'
    UNION ALL SELECT 'wall', relname, concat_ws(' ', relrowsecurity, relforcerowsecurity) FROM pg_class WHERE relnamespace = 'notifier'::regnamespace AND relkind = 'r'
    UNION ALL SELECT 'right', grantee || ' ' || table_name, privilege_type FROM information_schema.role_table_grants WHERE table_schema = 'notifier' AND grantee LIKE 'passline\\_%'
    UNION ALL SELECT 'comment', relname, obj_description(oid, 'pg_class') FROM pg_class WHERE relnamespace = 'notifier'::regnamespace AND relkind = 'r'
    UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'notifier' ORDER BY 1, 2, 3`);

const migrationsOf = async (owner: DataSource): Promise<number> =>
  (await owner.query<unknown[]>('SELECT FROM notifier.migrations')).length;

const migrate = (): Promise<void> =>
  migrateNotifier({ adminUrl: database.adminUrl, serviceRole: 'passline' });

describe("the notifier's schema", () => {
  it('is missed at a start with the command that makes it', async () => {
    await expect(on(database.serviceUrl, checkNotifierSchema)).rejects.toThrow(/npm run migrate/);
  });

  it('is the same after going down and up again, and down leaves nothing behind', async () => {
    await migrate();
    await on(database.adminUrl, async (owner) => {
      const before = await describeSchema(owner);
      for (let left = await migrationsOf(owner); left > 0; left = await migrationsOf(owner))
        await owner.undoLastMigration({ transaction: 'all' });
      const rest = await owner.query<{ table_name: string }[]>(
        `SELECT table_name FROM information_schema.tables WHERE table_schema = 'notifier'`,
      );
      expect(rest).toEqual([{ table_name: 'migrations' }]);
      await migrate();
      expect(await describeSchema(owner)).toEqual(before);
      expect(before.length).toBeGreaterThan(30);
    });
  });

  it('is what the entities say', async () => {
    await migrate();
    await on(database.adminUrl, async (owner) => {
      const columns = await owner.query<{ name: string; nullable: boolean }[]>(
        `SELECT table_name || '.' || column_name AS name, is_nullable = 'YES' AS nullable FROM information_schema.columns WHERE table_schema = 'notifier' AND table_name <> 'migrations'`,
      );
      const mapped = owner.entityMetadatas.flatMap(({ tableName, columns: own }) =>
        own.map(({ databaseName, isNullable }) => ({
          name: `${tableName}.${databaseName}`,
          nullable: isNullable,
        })),
      );
      const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
      expect(mapped.sort(byName)).toEqual(columns.sort(byName));
    });
  });

  it('is migrated by several at once without harm', async () => {
    await Promise.all([migrate(), migrate(), migrate()]);
    await expect(on(database.serviceUrl, checkNotifierSchema)).resolves.toBeUndefined();
  });

  it('lets the service neither delete messages nor rewrite consents, nor change tables', async () => {
    await migrate();
    await on(database.serviceUrl, async (service) => {
      for (const statement of [
        'DELETE FROM notifier.notifications',
        'UPDATE notifier.consents SET wanted = true',
        'DELETE FROM notifier.consents',
        'DROP TABLE notifier.inbox',
        'CREATE TABLE notifier.mine (id int)',
      ]) {
        await expect(service.query(statement)).rejects.toThrow(/permission denied|must be owner/);
      }
    });
  });

  it.each([
    ['the owner, a superuser', '', 'is a superuser'],
    ['a role that row-level security does not bind', 'BYPASSRLS', 'has BYPASSRLS'],
    ['a member of the owner', 'IN ROLE postgres', 'owns the tables'],
  ])('is not served by %s', async (_, attributes, reason) => {
    await migrate();
    const url = new URL(database.adminUrl);
    if (attributes !== '') {
      [url.username, url.password] = [`strong_${attributes.slice(0, 2).toLowerCase()}`, 'strong'];
      await on(database.adminUrl, (owner) =>
        owner.query(`CREATE ROLE ${url.username} LOGIN PASSWORD 'strong' ${attributes}`),
      );
    }
    await expect(connectNotifier({ url: url.toString() })).rejects.toThrow(
      new RegExp(`^DATABASE_URL: its role ${reason}`),
    );
  });

  it("comes with the role that the service connects as, where the owner's URL is given", async () => {
    const url = new URL(database.adminUrl);
    url.username = 'notifier_of_its_own';
    url.password = "it's a secret";
    const connected = await connectNotifier({ url: url.toString(), adminUrl: database.adminUrl });
    await expect(connected.isReachable()).resolves.toBe(true);
    await connected.close();
  });
});
