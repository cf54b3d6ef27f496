import pg from 'pg';
import { DataSource } from 'typeorm';
import { Consent } from '../consent/consent.entity.ts';
import { InboxEvent } from '../notification/inbox-event.entity.ts';
import { Letter } from '../notification/letter.entity.ts';
import { Notification } from '../notification/notification.entity.ts';
import { CreateNotifications1767225600000 } from './1767225600000-create-notifications.migration.ts';
import { Walls1767400000000 } from './1767400000000-walls.migration.ts';
import { Letters1767500000000 } from './1767500000000-letters.migration.ts';
import { TraceNotifications1767600000000 } from './1767600000000-trace-notifications.migration.ts';
import { Retention1767700000000 } from './1767700000000-retention.migration.ts';
import { Exports1767800000000 } from './1767800000000-exports.migration.ts';
import { TraceLetters1767900000000 } from './1767900000000-trace-letters.migration.ts';

export const migrations = [
  CreateNotifications1767225600000,
  Walls1767400000000,
  Letters1767500000000,
  TraceNotifications1767600000000,
  Retention1767700000000,
  Exports1767800000000,
  TraceLetters1767900000000,
] as const;

export interface NotifierDataSourceOptions {
  readonly url: string;
  /** Connections, at most; 10 by default. */
  readonly poolSize?: number;
  /** Hears of idle connections that break: the next query opens another. */
  readonly onConnectionError?: (error: unknown) => void;
}

/** The notifier's own schema; not yet connected. */
export function createNotifierDataSource({
  url,
  poolSize = 10,
  onConnectionError = () => undefined,
}: NotifierDataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    driver: pg,
    url,
    schema: 'notifier',
    entities: [Consent, InboxEvent, Letter, Notification],
    migrations: [...migrations],
    poolSize,
    poolErrorHandler: onConnectionError,
    applicationName: 'passline-notifier',
    connectTimeoutMS: 5_000,
    extra: { pipeline: true, statement_timeout: 10_000, idle_in_transaction_session_timeout: 10_000 },
  });
}
