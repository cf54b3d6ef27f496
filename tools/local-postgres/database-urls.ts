import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { EmbeddedPostgres } from '#libs/embedded-postgres';
import { raw, sql } from '#libs/postgres';

const database = 'passline';
const serviceRole = 'passline';

/**
 * The URLs that the services take, the same at each start; the database is made when missing, the role is
 * made by the services themselves.
 */
export async function databaseUrls(
  server: EmbeddedPostgres,
  folder: string,
): Promise<{ readonly serviceUrl: string; readonly adminUrl: string }> {
  await makeDatabase(server.url());
  const adminUrl = server.url(database);
  const service = new URL(adminUrl);
  service.username = serviceRole;
  service.password = await servicePassword(folder);
  return { serviceUrl: service.toString(), adminUrl };
}

async function makeDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(sql`SELECT FROM pg_database WHERE datname = ${database}`);
    if (rowCount === 0) await client.query(sql`CREATE DATABASE ${raw(database)}`);
  } finally {
    await client.end();
  }
}

async function servicePassword(folder: string): Promise<string> {
  const file = join(folder, 'service.password');
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFile(file, 'utf8');
}
