import type { DataSource } from 'typeorm';
import { migrateSchema, schemaFault, type SchemaMigration } from '#libs/postgres';
import { SettingError } from '#libs/service-kit';
import { createInsightsDataSource, migrations } from './data-source.ts';
import { Database } from './database.ts';
import { rowLevelSecurity } from './row-level-security.ts';

/**
 * Brings the schema `insights` up to this release, under a lock. Safe to run at any time, from several
 * places.
 */
export const migrateInsights = (
  options: Pick<SchemaMigration, 'adminUrl' | 'serviceRole' | 'servicePassword'>,
): Promise<void> =>
  migrateSchema({
    ...options,
    rowLevelSecurity,
    // An index of a large table takes its time.
    dataSource: (url) => createInsightsDataSource({ url, poolSize: 1, statementTimeout: 0 }),
  });

/** @throws SettingError that says what the role or its database lacks, and what to do */
export async function checkInsightsSchema(dataSource: DataSource): Promise<void> {
  const expected = { rowLevelSecurity, migrations: migrations.map(({ name }) => name) };
  const fault = await schemaFault(new Database(dataSource), expected);
  if (fault !== null) throw new SettingError(`DATABASE_URL: ${fault}`);
}
