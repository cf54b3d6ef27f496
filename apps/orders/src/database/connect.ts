import { blaming, refuseStrongRole, SettingError } from '#libs/service-kit';
import { DataSource } from 'typeorm';
import { Database } from './database.ts';
import { dataSourceOptions, migrateOrders, migrations } from './migrate.ts';

export interface DatabaseSettings {
  readonly DATABASE_URL: string;
  readonly DATABASE_ADMIN_URL?: string | undefined;
}

/** Migrates where the owner's URL is known, connects as the service's role, and refuses a role that could climb over the walls. */
export async function connectDatabase(settings: DatabaseSettings): Promise<Database> {
  if (settings.DATABASE_ADMIN_URL !== undefined)
    await migrateOrders(settings.DATABASE_ADMIN_URL, settings.DATABASE_URL).catch(
      blaming('DATABASE_ADMIN_URL'),
    );
  const dataSource = new DataSource(dataSourceOptions(settings.DATABASE_URL));
  await dataSource.initialize().catch(blaming('DATABASE_URL'));
  try {
    await refuseStrongRole((text, values) => dataSource.query(text, values), 'passline');
    await refuseOldSchema(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return new Database(dataSource);
}

async function refuseOldSchema(dataSource: DataSource): Promise<void> {
  const newest = migrations.at(-1)?.name ?? '';
  const [found] = await dataSource
    .query<{ n: string }[]>(`SELECT count(*) AS n FROM passline.migrations WHERE name = $1`, [newest])
    .catch(() => []);
  if (found?.n !== '1')
    throw new SettingError(
      'DATABASE_URL: the schema is not up to date; run "npm run migrate", or give DATABASE_ADMIN_URL',
    );
}
