import type { DataSource } from 'typeorm';
import { migrateSchema, schemaFault, type SchemaMigration } from '#libs/postgres';
import { SettingError } from '#libs/service-kit';
import { createDataSource, migrations } from './data-source.ts';
import { Database } from './database.ts';
import { rowLevelSecurity } from './row-level-security.ts';

/**
 * Brings the schema `notifier` up to this release, under a lock. Safe to run at any time, from several
 * places.
 */
export const migrateNotifier = (
  options: Pick<SchemaMigration, 'adminUrl' | 'serviceRole' | 'servicePassword'>,
): Promise<void> =>
  migrateSchema({
    ...options,
    rowLevelSecurity,
    // An index of a large table takes its time.
    dataSource: (url) => createDataSource({ url, poolSize: 1, statementTimeout: 0 }),
  });

/** @throws SettingError that says what the role or its database lacks, and what to do */
export async function checkNotifierSchema(dataSource: DataSource): Promise<void> {
  const expected = { rowLevelSecurity, migrations: migrations.map(({ name }) => name) };
  const fault = await schemaFault(new Database(dataSource), expected);
  if (fault !== null) throw new SettingError(`DATABASE_URL: ${fault}`);
}
