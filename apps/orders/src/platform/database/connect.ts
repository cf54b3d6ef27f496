import { schemaFault } from '#libs/postgres';
import { blaming, refuseStrongRole, SettingError } from '#libs/service-kit';
import { DataSource } from 'typeorm';
import { Database } from './database.ts';
import { rowLevelSecurity } from '../row-level-security/row-level-security.ts';
import { dataSourceOptions, migrateOrders, migrations } from './migrate.ts';

export interface DatabaseSettings {
  readonly DATABASE_URL: string;
  readonly DATABASE_ADMIN_URL?: string | undefined;
}

/**
 * Migrates where the owner's URL is known, connects as the service's role, and refuses a role that
 * row-level security does not bind.
 */
export async function connectDatabase(settings: DatabaseSettings): Promise<Database> {
  if (settings.DATABASE_ADMIN_URL !== undefined)
    await migrateOrders(settings.DATABASE_ADMIN_URL, settings.DATABASE_URL).catch(
      blaming('DATABASE_ADMIN_URL'),
    );
  const dataSource = new DataSource(dataSourceOptions(settings.DATABASE_URL));
  await dataSource.initialize().catch(blaming('DATABASE_URL'));
  const database = new Database(dataSource);
  try {
    await refuseStrongRole(({ text, values }) => dataSource.query(text, values), 'passline');
    await refuseOldSchema(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** @throws SettingError that says what the role or its database lacks, and what to do */
async function refuseOldSchema(database: Database): Promise<void> {
  const expected = { rowLevelSecurity, migrations: migrations.map(({ name }) => name) };
  const fault = await schemaFault(database, expected);
  if (fault !== null) throw new SettingError(`DATABASE_URL: ${fault}`);
}
