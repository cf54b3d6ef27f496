import pg from 'pg';
import { migrationLock, serviceRoleStatement, SettingError } from '#libs/service-kit';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { entities } from './entities.ts';
import { FirstTables1764000000000 } from './migrations/1764000000000-first-tables.migration.ts';
import { Administration1764100000000 } from './migrations/1764100000000-administration.migration.ts';
import { OpenOrders1764200000000 } from './migrations/1764200000000-open-orders.migration.ts';
import { Customers1764500000000 } from './migrations/1764500000000-customers.migration.ts';
import { Erasures1764600000000 } from './migrations/1764600000000-erasures.migration.ts';
import { LimitsAndKeys1764700000000 } from './migrations/1764700000000-limits-and-keys.migration.ts';
import { TableCodes1764800000000 } from './migrations/1764800000000-table-codes.migration.ts';
import { Exports1764950000000 } from './migrations/1764950000000-exports.migration.ts';
import { TraceErrands1764960000000 } from './migrations/1764960000000-trace-errands.migration.ts';
import { walls } from './walls.ts';

export const migrations = [
  FirstTables1764000000000,
  Administration1764100000000,
  OpenOrders1764200000000,
  Customers1764500000000,
  Erasures1764600000000,
  LimitsAndKeys1764700000000,
  TableCodes1764800000000,
  Exports1764950000000,
  TraceErrands1764960000000,
];

export function dataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    driver: pg,
    url,
    schema: 'passline',
    entities,
    migrations,
    migrationsTableName: 'migrations',
    applicationName: 'passline-orders',
    extra: {
      pipeline: true,
      max: 10,
      connectionTimeoutMillis: 3_000,
      query_timeout: 15_000,
      keepAlive: true,
    },
  };
}

/**
 * Brings the schema up to date as its owner, and makes the role that the service logs in as, with its password. Several may start at once.
 * @param adminUrl the owner's
 * @param serviceUrl names the service's role and its password
 */
export async function migrateOrders(adminUrl: string, serviceUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await client.query('CREATE SCHEMA IF NOT EXISTS passline');
    await makeServiceRole(client, serviceUrl);
    await runMigrations(adminUrl);
    await client.query(serviceRoleStatement(walls, roleOf(serviceUrl)));
  } finally {
    await client.end();
  }
}

async function runMigrations(adminUrl: string): Promise<void> {
  const owner = new DataSource(dataSourceOptions(adminUrl));
  await owner.initialize();
  await owner.runMigrations({ transaction: 'each' }).finally(() => owner.destroy());
}

const roleOf = (serviceUrl: string): string =>
  pg.escapeIdentifier(decodeURIComponent(new URL(serviceUrl).username));

async function makeServiceRole(client: pg.Client, serviceUrl: string): Promise<void> {
  const role = roleOf(serviceUrl);
  const password = pg.escapeLiteral(decodeURIComponent(new URL(serviceUrl).password));
  await client.query(
    `DO $do$ BEGIN CREATE ROLE ${role} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$`,
  );
  const { rows } = await client.query<{ same: boolean }>('SELECT session_user = $1 AS same', [
    new URL(serviceUrl).username,
  ]);
  if (rows[0]?.same === true)
    throw new SettingError(
      'DATABASE_URL: must name a role of its own, not the owner that DATABASE_ADMIN_URL names',
    );
  await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${password}`);
}
