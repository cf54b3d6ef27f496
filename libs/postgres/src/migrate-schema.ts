import { setTimeout as pause } from 'node:timers/promises';
import pRetry from 'p-retry';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { narrowRoleStatements, type RowLevelSecurity, serviceRoleStatement } from './row-level-security.ts';
import { sql } from './sql.ts';

/** One number for all who migrate a schema or make a role, so that one does at a time, whoever starts it. */
const migrationLock = 7_277_001;
/** In ms. */
const lockIsAskedForEvery = 100;

export interface SchemaMigration {
  /** The owner's connection, or a superuser's. */
  readonly adminUrl: string;
  /** The role that the service connects as; it is granted what the service needs. */
  readonly serviceRole: string;
  /** Given, the role is made where it is missing, and gets this password; otherwise it must exist. */
  readonly servicePassword?: string | undefined;
  readonly rowLevelSecurity: RowLevelSecurity;
  /** Makes the connection that runs the schema's migrations as its owner; not yet connected. */
  readonly dataSource: (adminUrl: string) => DataSource;
}

/**
 * Brings a schema up to this release as its owner, under a lock, and grants the service's role what it needs.
 * Safe to run at any time, from several places, beside services of the release before.
 */
export async function migrateSchema(migration: SchemaMigration): Promise<void> {
  const { adminUrl, serviceRole, servicePassword, rowLevelSecurity, dataSource } = migration;
  const owner = new pg.Client({ connectionString: adminUrl });
  await owner.connect();
  try {
    await takeLock(owner);
    const role = pg.escapeIdentifier(serviceRole);
    if (servicePassword !== undefined) await owner.query(roleWith(role, pg.escapeLiteral(servicePassword)));
    await owner.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(rowLevelSecurity.schema)}`);
    // A migration grants what this release needs, to roles that a later one may be the first to have.
    for (const statement of narrowRoleStatements(rowLevelSecurity)) await owner.query(statement);
    await runPending(() => dataSource(withLockTimeout(adminUrl)));
    await owner.query(serviceRoleStatement(rowLevelSecurity, role));
  } finally {
    await owner.end();
  }
}

/**
 * Asks again and again: whoever waits for a lock inside a statement holds a snapshot, and an index that is
 * made while others write waits for all of those.
 */
async function takeLock(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(
      sql`SELECT pg_try_advisory_lock(${migrationLock}) AS taken`,
    );
    if (rows[0]?.taken === true) return;
    await pause(lockIsAskedForEvery);
  }
}

/**
 * A change of a table waits for whoever reads it, and all others wait behind: rather than that, it gives way
 * and comes again.
 */
const patience = { retries: 30, minTimeout: 200, maxTimeout: 2_000, randomize: true };

const withLockTimeout = (adminUrl: string): string => {
  const url = new URL(adminUrl);
  const given = url.searchParams.get('options');
  url.searchParams.set('options', [given, '-c lock_timeout=2s'].filter(Boolean).join(' '));
  return url.toString();
};

const isLockTimeout = ({ error }: { readonly error: Error }): boolean =>
  'code' in error && error.code === '55P03';

/** Each in a transaction of its own, save those that say that they cannot be in one. */
const runPending = (dataSource: () => DataSource): Promise<void> =>
  pRetry(() => runOnce(dataSource()), { ...patience, shouldRetry: isLockTimeout });

async function runOnce(owner: DataSource): Promise<void> {
  await owner.initialize();
  await owner.runMigrations({ transaction: 'each' }).finally(() => owner.destroy());
}

/** Another service may make the same role at the same time. */
const roleWith = (role: string, password: string): string => `
  DO $do$ BEGIN CREATE ROLE ${role} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$;
  ALTER ROLE ${role} LOGIN PASSWORD ${password};
`;
