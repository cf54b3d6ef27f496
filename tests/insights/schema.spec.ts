import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import {
  checkInsightsSchema,
  connectInsights,
  createInsightsDataSource,
  migrateInsights,
} from '../../apps/insights/src/index.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
}, 60_000);

async function on<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = await createInsightsDataSource({ url }).initialize();
  return work(dataSource).finally(() => dataSource.destroy());
}

const migrate = (): Promise<void> =>
  migrateInsights({ adminUrl: database.adminUrl, serviceRole: 'passline' });
const tablesOf = (owner: DataSource): Promise<{ name: string }[]> =>
  owner.query(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'insights'`);

describe('the schema of insights', () => {
  it('is missed at a start with the command that makes it', async () => {
    await expect(on(database.serviceUrl, checkInsightsSchema)).rejects.toThrow(/npm run migrate/);
  });

  it('goes down again and leaves nothing behind, and is migrated by several at once without harm', async () => {
    await Promise.all([migrate(), migrate(), migrate()]);
    await on(database.adminUrl, async (owner) => {
      expect((await tablesOf(owner)).length).toBeGreaterThan(owner.migrations.length);
      for (let left = owner.migrations.length; left > 0; left -= 1)
        await owner.undoLastMigration({ transaction: 'all' });
      expect(await tablesOf(owner)).toEqual([{ name: 'migrations' }]);
    });
    await migrate();
    await expect(on(database.serviceUrl, checkInsightsSchema)).resolves.toBeUndefined();
  });

  it('shows the service nothing but the restaurant that it names, and lets it change none of it', async () => {
    await migrate();
    await on(database.adminUrl, (owner) =>
      owner.query(`INSERT INTO insights.kitchens (restaurant_id, fulfilment)
        VALUES ('01980000-0000-7000-8000-00000000000a', 'pickup'), ('01980000-0000-7000-8000-00000000000b', 'pickup')`),
    );
    await on(database.serviceUrl, async (service) => {
      expect(await service.query('SELECT FROM insights.kitchens')).toEqual([]);
      await service.query(
        `SELECT set_config('app.restaurant_id', '01980000-0000-7000-8000-00000000000a', false)`,
      );
      for (const statement of [
        'UPDATE insights.kitchens SET revision = 0',
        'INSERT INTO insights.orders SELECT',
        'UPDATE insights.order_events SET minutes = 1',
        'DELETE FROM insights.order_events',
        'DROP TABLE insights.orders',
      ])
        await expect(service.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    });
  });

  it('is not served by the owner', async () => {
    await expect(connectInsights({ url: database.adminUrl })).rejects.toThrow(/^DATABASE_URL: its role/);
  });
});
