import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '#libs/embedded-postgres';
import { type LocalKafka, startKafka } from '../local-kafka/kafka.ts';
import { BareTables } from './bare/bare-tables.ts';
import { cpuOfServer } from './cpu.ts';
import { type Program, ProgramProcess } from './program-process.ts';
import { type DatabaseUrls, standaloneProgram } from './programs.ts';
import { residentOfServer } from './resident-memory.ts';
import type { Say } from './size.ts';

export const standaloneDatabase = 'passline';

/**
 * What all measurements stand on: one embedded PostgreSQL as it comes, durable commits included, a Kafka
 * where one is asked for, and throw-away data.
 */
export class TestBed {
  readonly #processes = new Set<ProgramProcess>();
  readonly #databases = new Set<string>();
  #bareTables: Promise<BareTables> | undefined;
  #kafka: Promise<LocalKafka> | undefined;

  private constructor(
    private readonly folder: string,
    private readonly postgres: EmbeddedPostgres,
  ) {}

  static async prepare(): Promise<TestBed> {
    const folder = await mkdtemp(join(tmpdir(), 'passline-bench-'));
    return new TestBed(folder, await EmbeddedPostgres.start({ folder: join(folder, 'postgres') }));
  }

  /** A program on this test bed; stopped with it at the latest. */
  async start(program: Program): Promise<ProgramProcess> {
    return this.#keep(await ProgramProcess.start(program));
  }

  /** The same program once more, after its end. */
  async startAgain(ended: ProgramProcess, program: Program): Promise<ProgramProcess> {
    this.#processes.delete(ended);
    return this.#keep(await ProgramProcess.again(ended, program));
  }

  /** The program of `npm start`. @param changes what is to be different @param database by its name */
  async startPassline(
    { settings, ...changes }: Partial<Program> = {},
    database = standaloneDatabase,
  ): Promise<ProgramProcess> {
    const data = join(this.folder, `data-of-${database}`);
    const program = standaloneProgram(data, await this.database(database));
    return this.start({ ...program, ...changes, settings: { ...program.settings, ...settings } });
  }

  /**
   * As in KAFKA_BROKERS; the broker is started when it is first asked for.
   * @throws LocalKafkaError where it cannot be had
   */
  async brokers(say: Say): Promise<string> {
    return (await (this.#kafka ??= startKafka({ folder: join(this.folder, 'kafka'), say }))).brokers;
  }

  /** A database of the cluster, made when it is first asked for. */
  async database(name: string): Promise<DatabaseUrls> {
    if (!this.#databases.has(name)) await this.query(`CREATE DATABASE ${name}`, 'postgres');
    this.#databases.add(name);
    const serviceUrl = new URL(this.postgres.url(name));
    serviceUrl.username = 'passline';
    serviceUrl.password = 'passline';
    return { adminUrl: this.postgres.url(name), serviceUrl: serviceUrl.toString() };
  }

  /** Gives back what a large one takes; nobody may be connected to it. */
  async drop(name: string): Promise<void> {
    await this.query(`DROP DATABASE ${name}`, 'postgres');
    this.#databases.delete(name);
  }

  /**
   * A copy of the tables as Passline makes them, filled with its sample order; made when it is first asked
   * for, while no Passline runs on the original.
   */
  bareTables(): Promise<BareTables> {
    return (this.#bareTables ??= this.#copyTables());
  }

  async #copyTables(): Promise<BareTables> {
    const passline = await this.startPassline();
    await passline.stop();
    return BareTables.copy(await this.database(standaloneDatabase));
  }

  /** Such as "18.4". */
  async postgresVersion(): Promise<string> {
    const [row] = await this.query<{ server_version: string }>('SHOW server_version', 'postgres');
    return row?.server_version ?? 'unknown';
  }

  /** What PostgreSQL has done so far: CPU in seconds, and WAL in bytes. */
  spentByPostgres(): Promise<{ readonly cpu: number; readonly wal: number }> {
    return this.session('postgres', async (client) => {
      const { rows } = await client.query<{ backend: number; wal: number }>(
        "SELECT pg_backend_pid() AS backend, (pg_current_wal_lsn() - '0/0')::float8 AS wal",
      );
      const [{ backend, wal } = { backend: 0, wal: Number.NaN }] = rows;
      return { cpu: cpuOfServer(backend), wal };
    });
  }

  /** What PostgreSQL takes of the machine's memory now, in bytes. */
  async residentOfPostgres(): Promise<number> {
    return this.session('postgres', async (client) => {
      const { rows } = await client.query<{ backend: number }>('SELECT pg_backend_pid() AS backend');
      return residentOfServer(rows[0]?.backend ?? 0);
    });
  }

  /** As the owner of all tables. */
  query<Row extends pg.QueryResultRow>(text: string, database: string): Promise<Row[]> {
    return this.session(database, async (client) => (await client.query<Row>(text)).rows);
  }

  /** Several statements on one connection, as the owner of all tables. */
  async session<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.postgres.url(database) });
    await client.connect();
    return work(client).finally(() => client.end());
  }

  async clear(): Promise<void> {
    for (const started of this.#processes) await started.stop();
    await this.#kafka?.then(
      (kafka) => kafka.stop(),
      () => undefined,
    );
    await this.postgres.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  #keep(started: ProgramProcess): ProgramProcess {
    this.#processes.add(started);
    return started;
  }
}
