import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgres } from '#libs/embedded-postgres';
import { raw, sql } from '#libs/postgres';
import { SettingError } from '#libs/service-kit';
import { makeDataFolder } from './data-folder.ts';

const databaseName = 'passline';
const serviceRole = 'passline';
/** Held by the one process that serves from this folder. */
const standaloneLock = 7_277_000;

/** Thrown where another process serves from the same folder. */
export class FolderInUseError extends SettingError {}

/**
 * The database that standalone brings along, in the data folder; commands use the same one, whether or not it
 * is running.
 */
export class EmbeddedDatabase {
  private constructor(
    private readonly server: EmbeddedPostgres,
    /** As the owner. */
    readonly adminUrl: string,
    /** As the services' own role. */
    readonly serviceUrl: string,
  ) {}

  /** @param dataFolder `PASSLINE_DATA` */
  static async open(dataFolder: string): Promise<EmbeddedDatabase> {
    const folder = join(dataFolder, 'postgres');
    await makeDataFolder(folder);
    const server = await EmbeddedPostgres.start({ folder });
    await makeDatabase(server.url());
    const adminUrl = server.url(databaseName);
    const serviceUrl = new URL(adminUrl);
    serviceUrl.username = serviceRole;
    serviceUrl.password = await keptSecret(join(folder, 'service.password'));
    return new EmbeddedDatabase(server, adminUrl, serviceUrl.toString());
  }

  /** Makes sure that no other process serves from this folder. @returns what lets go of it */
  async claim(): Promise<() => Promise<void>> {
    const client = new pg.Client({
      connectionString: this.adminUrl,
      application_name: 'passline-standalone',
    });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ claimed: boolean }>(
      sql`SELECT pg_try_advisory_lock(${standaloneLock}) AS claimed`,
    );
    if (rows[0]?.claimed === true) return () => client.end();
    await client.end();
    throw new FolderInUseError(
      'PASSLINE_DATA: another Passline is running from this folder; stop it, or name another folder',
    );
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  /** For commands: stops it only where this process started it and nobody else has come to use it. */
  async leave(): Promise<void> {
    if (!this.server.startedHere) return;
    // Our own sessions may still be on their way out: PostgreSQL lists them for a moment after they are
    // closed.
    for (let look = 0; look < 20; look += 1) {
      if (!(await this.#isUsedByOthers())) return this.server.stop();
      await delay(50);
    }
  }

  async #isUsedByOthers(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.adminUrl });
    await client.connect();
    const others = sql`
      SELECT FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND datname = ${databaseName}`;
    const { rowCount } = await client.query(others).finally(() => client.end());
    return (rowCount ?? 0) > 0;
  }
}

async function makeDatabase(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(sql`SELECT FROM pg_database WHERE datname = ${databaseName}`);
    if (rowCount === 0) await client.query(sql`CREATE DATABASE ${raw(databaseName)}`);
  } finally {
    await client.end();
  }
}

/** A secret that is made once and then kept in a file that only its owner reads. */
export async function keptSecret(
  file: string,
  make = () => randomBytes(24).toString('base64url'),
): Promise<string> {
  if (!existsSync(file)) await writeFile(file, make(), { mode: 0o600 });
  return (await readFile(file, 'utf8')).trim();
}
