import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Logger } from '#libs/service-kit';
import { CreateInsights1768200000000 } from './1768200000000-create-insights.migration.ts';
import { CountFigures1768210000000 } from './1768210000000-count-figures.migration.ts';
import { LeanIntake1768220000000 } from './1768220000000-lean-intake.migration.ts';
import { PiecesAhead1768230000000 } from './1768230000000-pieces-ahead.migration.ts';
import { PendingEvents1768240000000 } from './1768240000000-pending-events.migration.ts';

export const migrations = [
  CreateInsights1768200000000,
  CountFigures1768210000000,
  LeanIntake1768220000000,
  PiecesAhead1768230000000,
  PendingEvents1768240000000,
] as const;

export interface DataSourceOptions {
  readonly url: string;
  /** Connections, at most; 4 by default. */
  readonly poolSize?: number;
  /** How long a statement may take, in ms; 0 for as long as it needs, 10,000 by default. */
  readonly statementTimeout?: number;
  /** Told of idle connections that break: the next query opens another. */
  readonly logger?: Logger;
}

/** The schema of insights; not yet connected. */
export function createInsightsDataSource({
  url,
  poolSize = 4,
  statementTimeout = 10_000,
  logger,
}: DataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    driver: pg,
    url,
    schema: 'insights',
    migrations: [...migrations],
    poolSize,
    poolErrorHandler: (err: unknown) => logger?.warn({ err }, 'A connection to the database broke.'),
    applicationName: 'passline-insights',
    connectTimeoutMS: 5_000,
    extra: {
      pipeline: true,
      statement_timeout: statementTimeout,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
}
