import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '#libs/embedded-postgres';

export interface TestDatabase {
  /** As the owner: for migrations and for looking behind the services' backs. */
  readonly adminUrl: string;
  /** As the services' role, which owns nothing. */
  readonly serviceUrl: string;
}

export interface TestPostgres {
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** A real PostgreSQL with throw-away data, in about two seconds. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'passline-postgres-'));
  const server = await EmbeddedPostgres.start({ folder, settings: { fsync: 'off', max_connections: '200' } });
  return {
    adminUrl: server.url(),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A new, empty database in which the service's role exists and may connect. */
export async function createDatabase(serverAdminUrl: string, serviceRole = 'passline'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: serverAdminUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)');
    await client.query(`DO $$ BEGIN CREATE ROLE ${serviceRole} LOGIN PASSWORD 'passline'; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
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
