import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Logger } from '#libs/service-kit';
import { CreateNotifications1767225600000 } from './1767225600000-create-notifications.migration.ts';
import { Walls1767400000000 } from './1767400000000-walls.migration.ts';
import { Letters1767500000000 } from './1767500000000-letters.migration.ts';
import { TraceNotifications1767600000000 } from './1767600000000-trace-notifications.migration.ts';
import { Retention1767700000000 } from './1767700000000-retention.migration.ts';
import { Exports1767800000000 } from './1767800000000-exports.migration.ts';
import { TraceLetters1767900000000 } from './1767900000000-trace-letters.migration.ts';
import { DescribeTables1768000000000 } from './1768000000000-describe-tables.migration.ts';
import { LeasedMessages1768100000000 } from './1768100000000-leased-messages.migration.ts';

export const migrations = [
  CreateNotifications1767225600000,
  Walls1767400000000,
  Letters1767500000000,
  TraceNotifications1767600000000,
  Retention1767700000000,
  Exports1767800000000,
  TraceLetters1767900000000,
  DescribeTables1768000000000,
  LeasedMessages1768100000000,
] as const;

/** Classes of TypeORM, by which rows are read. */
export type Entities = readonly (new () => object)[];

export interface DataSourceOptions {
  readonly url: string;
  /** Connections, at most; 10 by default. */
  readonly poolSize?: number;
  /** How long a statement may take, in ms; 0 for as long as it needs, 10,000 by default. */
  readonly statementTimeout?: number;
  /** Told of idle connections that break: the next query opens another. */
  readonly logger?: Logger;
}

/** The notifier's own schema; not yet connected. */
export function createDataSource(
  { url, poolSize = 10, statementTimeout = 10_000, logger }: DataSourceOptions,
  entities: Entities = [],
): DataSource {
  return new DataSource({
    type: 'postgres',
    driver: pg,
    url,
    schema: 'notifier',
    entities: [...entities],
    migrations: [...migrations],
    poolSize,
    poolErrorHandler: (err: unknown) => logger?.warn({ err }, 'A connection to the database broke.'),
    applicationName: 'passline-notifier',
    connectTimeoutMS: 5_000,
    extra: {
      pipeline: true,
      statement_timeout: statementTimeout,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
}
