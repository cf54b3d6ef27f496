import pg from 'pg';
import { migrateInsights } from '../../apps/insights/src/index.ts';
import { migrateNotifier } from '../../apps/notifier/src/index.ts';
import { migrateOrders } from '../../apps/orders/src/index.ts';
import { schemas } from './areas.ts';
import { readTables } from './read-tables.ts';
import type { Table } from './table.ts';

/**
 * Runs all migrations on an empty database, and reads what they have made.
 * @param adminUrl its owner's
 */
export async function migratedTables(adminUrl: string): Promise<readonly Table[]> {
  const service = new URL(adminUrl);
  [service.username, service.password] = ['passline', 'passline'];
  await migrateOrders(adminUrl, service.toString());
  await migrateNotifier({ adminUrl, serviceRole: service.username });
  await migrateInsights({ adminUrl, serviceRole: service.username });
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await readTables(
      client,
      schemas.map(({ name }) => name),
    );
  } finally {
    await client.end();
  }
}
