import pg from 'pg';
import type { DataSource } from 'typeorm';
import { migrationLock, serviceRoleStatement, SettingError } from '#libs/service-kit';
import { createNotifierDataSource, migrations } from './data-source.ts';
import { walls } from './walls.ts';

/** Thrown at a start when the schema is not the one that this release needs. */
export class SchemaBehindError extends SettingError {
  override readonly name = 'SchemaBehindError';

  constructor(readonly missing: readonly string[]) {
    super(`DATABASE_URL: the notifier's schema lacks ${missing.join(', ')}; run "npm run migrate"`);
  }
}

interface Migration {
  /** The owner's connection, or a superuser's. */
  readonly adminUrl: string;
  /** The role that the service connects as; it is granted what the service needs. */
  readonly serviceRole: string;
  /** Given, the role is made where it is missing, and gets this password; otherwise it must exist. */
  readonly servicePassword?: string;
}

/** Brings the schema `notifier` up to this release, under a lock. Safe to run at any time, from several places. */
export async function migrateNotifier({ adminUrl, serviceRole, servicePassword }: Migration): Promise<void> {
  const lock = new pg.Client({ connectionString: adminUrl });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    if (servicePassword !== undefined)
      await lock.query(roleWith(pg.escapeIdentifier(serviceRole), pg.escapeLiteral(servicePassword)));
    await lock.query('CREATE SCHEMA IF NOT EXISTS notifier');
    await runPending(adminUrl);
    await lock.query(serviceRoleStatement(walls, pg.escapeIdentifier(serviceRole)));
  } finally {
    await lock.end();
  }
}

async function runPending(adminUrl: string): Promise<void> {
  const dataSource = await createNotifierDataSource({ url: adminUrl, poolSize: 1 }).initialize();
  try {
    await dataSource.runMigrations({ transaction: 'all' });
  } finally {
    await dataSource.destroy();
  }
}

/** Another service may make the same role at the same time. */
const roleWith = (role: string, password: string): string => `
  DO $do$ BEGIN CREATE ROLE ${role} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$;
  ALTER ROLE ${role} LOGIN PASSWORD ${password};
`;

/** @throws SchemaBehindError naming the migrations that are missing and the command that runs them */
export async function checkNotifierSchema(dataSource: DataSource): Promise<void> {
  const done = await migrationsDone(dataSource);
  const wanted = migrations.map(({ name }) => name);
  const missing = wanted.filter((name) => !done.has(name));
  if (missing.length > 0) throw new SchemaBehindError(missing);
}

async function migrationsDone(dataSource: DataSource): Promise<ReadonlySet<string>> {
  const [table] = await dataSource.query<{ readable: boolean | null }[]>(
    "SELECT has_table_privilege(to_regclass('notifier.migrations'), 'SELECT') AS readable",
  );
  if (table?.readable !== true) return new Set();
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM notifier.migrations');
  return new Set(rows.map(({ name }) => name));
}
