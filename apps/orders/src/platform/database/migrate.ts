import pg from 'pg';
import { migrateSchema } from '#libs/postgres';
import { serviceRoleIn } from '#libs/service-kit';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { FirstTables1764000000000 } from './migrations/1764000000000-first-tables.migration.ts';
import { Administration1764100000000 } from './migrations/1764100000000-administration.migration.ts';
import { OpenOrders1764200000000 } from './migrations/1764200000000-open-orders.migration.ts';
import { Customers1764500000000 } from './migrations/1764500000000-customers.migration.ts';
import { Erasures1764600000000 } from './migrations/1764600000000-erasures.migration.ts';
import { LimitsAndKeys1764700000000 } from './migrations/1764700000000-limits-and-keys.migration.ts';
import { TableCodes1764800000000 } from './migrations/1764800000000-table-codes.migration.ts';
import { Exports1764950000000 } from './migrations/1764950000000-exports.migration.ts';
import { TraceErrands1764960000000 } from './migrations/1764960000000-trace-errands.migration.ts';
import { DescribeTables1764970000000 } from './migrations/1764970000000-describe-tables.migration.ts';
import { OrderContent1765000000000 } from './migrations/1765000000000-order-content.migration.ts';
import { Amendments1765005000000 } from './migrations/1765005000000-amendments.migration.ts';
import { ExternalIdsAgain1765010000000 } from './migrations/1765010000000-external-ids-again.migration.ts';
import { CustomersEnd1765020000000 } from './migrations/1765020000000-customers-end.migration.ts';
import { TableLabels1765021000000 } from './migrations/1765021000000-table-labels.migration.ts';
import { SessionEnds1765022000000 } from './migrations/1765022000000-session-ends.migration.ts';
import { ChangesTogether1765030000000 } from './migrations/1765030000000-changes-together.migration.ts';
import { EndedOrders1765040000000 } from './migrations/1765040000000-ended-orders.migration.ts';
import { HistoryByAge1765041000000 } from './migrations/1765041000000-history-by-age.migration.ts';
import { Signals1765050000000 } from './migrations/1765050000000-signals.migration.ts';
import { KeyReadings1765060000000 } from './migrations/1765060000000-key-readings.migration.ts';
import { PlacingsTogether1765061000000 } from './migrations/1765061000000-placings-together.migration.ts';
import { Time1765070000000 } from './migrations/1765070000000-time.migration.ts';
import { WeeklyReports1765075000000 } from './migrations/1765075000000-weekly-reports.migration.ts';
import { PiecesAhead1765090000000 } from './migrations/1765090000000-pieces-ahead.migration.ts';
import { sessionOptions } from './session-options.ts';
import { rowLevelSecurity } from '../row-level-security/row-level-security.ts';

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
  DescribeTables1764970000000,
  OrderContent1765000000000,
  Amendments1765005000000,
  ExternalIdsAgain1765010000000,
  CustomersEnd1765020000000,
  TableLabels1765021000000,
  SessionEnds1765022000000,
  ChangesTogether1765030000000,
  EndedOrders1765040000000,
  HistoryByAge1765041000000,
  Signals1765050000000,
  KeyReadings1765060000000,
  PlacingsTogether1765061000000,
  Time1765070000000,
  WeeklyReports1765075000000,
  PiecesAhead1765090000000,
];

export function dataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    driver: pg,
    url,
    schema: 'passline',
    migrations,
    migrationsTableName: 'migrations',
    applicationName: 'passline-orders',
    extra: { ...sessionOptions, max: 10 },
  };
}

/** As the owner: an index of a large table takes its time, and nobody is to take its maker for lost. */
export const migrationOptions = (url: string): DataSourceOptions => ({
  ...dataSourceOptions(url),
  extra: { ...sessionOptions, query_timeout: 0, max: 10 },
});

/**
 * Brings the schema up to date as its owner, and makes the role that the service logs in as, with its
 * password. Several may start at once.
 * @param adminUrl the owner's
 * @param serviceUrl names the service's role and its password
 * @throws SettingError where the two are one
 */
export const migrateOrders = (adminUrl: string, serviceUrl: string): Promise<void> =>
  migrateSchema({
    ...serviceRoleIn(serviceUrl, adminUrl),
    adminUrl,
    rowLevelSecurity,
    dataSource: (url) => new DataSource(migrationOptions(url)),
  });
