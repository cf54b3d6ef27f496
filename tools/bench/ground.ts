import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '#libs/embedded-postgres';
import { BareTables } from './bare/bare-tables.ts';
import { PasslineProcess } from './passline-process.ts';

const databaseName = 'passline';

/** What all measurements stand on: one embedded PostgreSQL as it comes, durable commits included, and throw-away data. */
export class Ground {
  readonly #processes = new Set<PasslineProcess>();

  private constructor(
    private readonly folder: string,
    private readonly postgres: EmbeddedPostgres,
    readonly serviceUrl: string,
  ) {}

  static async prepare(): Promise<Ground> {
    const folder = await mkdtemp(join(tmpdir(), 'passline-bench-'));
    const postgres = await EmbeddedPostgres.start({ folder: join(folder, 'postgres') });
    const serviceUrl = new URL(postgres.url(databaseName));
    serviceUrl.username = 'passline';
    serviceUrl.password = 'passline';
    const ground = new Ground(folder, postgres, serviceUrl.toString());
    await ground.query(`CREATE DATABASE ${databaseName}`, 'postgres');
    return ground;
  }

  /** Passline on this ground; stopped with it at the latest. */
  async startPassline({ inspected = false } = {}): Promise<PasslineProcess> {
    const { folder, serviceUrl, postgres } = this;
    const passline = await PasslineProcess.start({ dataFolder: join(folder, 'data'), adminUrl: postgres.url(databaseName), serviceUrl, inspected });
    this.#processes.add(passline);
    return passline;
  }

  /** A copy of the tables as Passline makes them, filled with its sample order. */
  async bareTables(): Promise<BareTables> {
    const passline = await this.startPassline();
    await passline.stop();
    return BareTables.copy(this.postgres.url(databaseName), this.serviceUrl);
  }

  /** Such as "18.4". */
  async postgresVersion(): Promise<string> {
    const [row] = await this.query<{ server_version: string }>('SHOW server_version');
    return row?.server_version ?? 'unknown';
  }

  async query<Row extends pg.QueryResultRow>(text: string, database = databaseName): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.postgres.url(database) });
    await client.connect();
    return client.query<Row>(text).then(({ rows }) => rows).finally(() => client.end());
  }

  async clear(): Promise<void> {
    for (const passline of this.#processes) await passline.stop();
    await this.postgres.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
