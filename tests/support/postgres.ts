import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { EmbeddedPostgres } from '#libs/embedded-postgres';
import { compileCache } from './compile-cache.ts';
import { eventually } from './eventually.ts';
import { processesWith } from './processes.ts';

const run = promisify(execFile);
const migrateCommand = join(import.meta.dirname, '../../dist/apps/standalone/src/commands/migrate.js');

export interface TestDatabase {
  /** As the owner: for migrations and for looking behind the services' backs. */
  readonly adminUrl: string;
  /** As the services' role, which owns nothing. */
  readonly serviceUrl: string;
}

export interface TestPostgres {
  readonly adminUrl: string;
  /** As a power cut would (kill -9); resolves once no process of it is left. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data; resolves once it has recovered and answers. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

// What a killed server has written is with the system: only a machine that dies needs fsync.
const settings = { fsync: 'off', max_connections: '200' };

/**
 * A new, empty database on the one real PostgreSQL that all specs of a worker of Jest use, one after the
 * other: the first that asks starts it, and `shared-postgres.teardown.js` stops it after the last. Whoever
 * stops, kills or fills a server starts one of their own.
 */
export async function freshDatabase(serviceRole?: string): Promise<TestDatabase> {
  return createDatabase(await sharedServer(), serviceRole);
}

/**
 * As `freshDatabase`, with this release's tables and nothing in them: for whoever starts a program and does
 * not care how its tables come about. The first that asks in a worker has them made, all get a copy.
 */
export async function migratedDatabase(): Promise<TestDatabase> {
  const server = await sharedServer();
  migrated ??= migrateOnce(server);
  await migrated;
  return createDatabase(server, 'passline', template);
}

const template = 'migrated';
let migrated: Promise<void> | undefined;

async function migrateOnce(serverAdminUrl: string): Promise<void> {
  const known = 'SELECT FROM pg_database WHERE datname = $1';
  if ((await asOwner(serverAdminUrl, (client) => client.query(known, [template]))).rowCount === 1) return;
  const { adminUrl, serviceUrl } = await createDatabase(serverAdminUrl);
  const { PATH } = process.env;
  const env = {
    PATH,
    DATABASE_URL: serviceUrl,
    DATABASE_ADMIN_URL: adminUrl,
    NODE_COMPILE_CACHE: compileCache,
  };
  await run(process.execPath, [migrateCommand], { env });
  // Under its name only once it is whole.
  const rename = `ALTER DATABASE ${new URL(adminUrl).pathname.slice(1)} RENAME TO ${template}`;
  await asOwner(serverAdminUrl, (client) => client.query(rename));
}

async function sharedServer(): Promise<string> {
  const { PASSLINE_TEST_POSTGRES: folder, JEST_WORKER_ID: worker = '1' } = process.env;
  if (folder === undefined)
    throw new Error('the run has no folder for its PostgreSQL: was it begun without jest.config.js?');
  return (await EmbeddedPostgres.start({ folder: join(folder, worker), settings })).url();
}

/** A real PostgreSQL with throw-away data, in about two seconds. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'passline-postgres-'));
  let server = await EmbeddedPostgres.start({ folder, settings });
  const adminUrl = server.url();
  return {
    adminUrl,
    kill: () => killServer(join(folder, 'data')),
    restart: async () => {
      server = await EmbeddedPostgres.start({ folder, settings, port: Number(new URL(adminUrl).port) });
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Its sessions end by themselves once they notice; while one lives, or the server's process is not yet
 * collected, another refuses to start on the data.
 */
async function killServer(data: string): Promise<void> {
  const [pid = ''] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGKILL');
  const isGone = async (): Promise<boolean> =>
    !existsSync(`/proc/${pid}`) && (await processesWith(data)).length === 0;
  await eventually(isGone, 'PostgreSQL and its sessions to be gone');
}

/** A new database in which the service's role exists and may connect; empty, or a copy of another. */
export async function createDatabase(
  serverAdminUrl: string,
  serviceRole = 'passline',
  copyOf = 'template1',
): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(serverAdminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(1)');
    await client.query(
      `DO $$ BEGIN CREATE ROLE ${serviceRole} LOGIN PASSWORD 'passline'; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    );
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${copyOf}`);
  });
  const url = new URL(serverAdminUrl);
  url.pathname = name;
  const adminUrl = url.toString();
  url.username = serviceRole;
  url.password = 'passline';
  return { adminUrl, serviceUrl: url.toString() };
}

async function asOwner<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  return work(client).finally(() => client.end());
}
