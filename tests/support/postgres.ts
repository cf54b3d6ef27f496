import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '#libs/embedded-postgres';
import { eventually } from './eventually.ts';
import { processesWith } from './processes.ts';

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
  const { PASSLINE_TEST_POSTGRES: folder, JEST_WORKER_ID: worker = '1' } = process.env;
  if (folder === undefined)
    throw new Error('the run has no folder for its PostgreSQL: was it begun without jest.config.js?');
  const server = await EmbeddedPostgres.start({ folder: join(folder, worker), settings });
  return createDatabase(server.url(), serviceRole);
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

/** A new, empty database in which the service's role exists and may connect. */
export async function createDatabase(
  serverAdminUrl: string,
  serviceRole = 'passline',
): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: serverAdminUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)');
    await client.query(
      `DO $$ BEGIN CREATE ROLE ${serviceRole} LOGIN PASSWORD 'passline'; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    );
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverAdminUrl);
  url.pathname = name;
  const adminUrl = url.toString();
  url.username = serviceRole;
  url.password = 'passline';
  return { adminUrl, serviceUrl: url.toString() };
}
