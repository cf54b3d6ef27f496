import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '#libs/embedded-postgres';
import { type LocalKafka, startKafka } from '../local-kafka/kafka.ts';
import { BareTables } from './bare/bare-tables.ts';
import { type Program, ProgramProcess } from './program-process.ts';
import { type DatabaseUrls, standaloneProgram } from './programs.ts';
import type { Say } from './size.ts';

const standaloneDatabase = 'passline';

/** What all measurements stand on: one embedded PostgreSQL as it comes, durable commits included, a Kafka where one is asked for, and throw-away data. */
export class Ground {
  readonly #processes = new Set<ProgramProcess>();
  readonly #databases = new Set<string>();
  #kafka: Promise<LocalKafka> | undefined;

  private constructor(
    private readonly folder: string,
    private readonly postgres: EmbeddedPostgres,
  ) {}

  static async prepare(): Promise<Ground> {
    const folder = await mkdtemp(join(tmpdir(), 'passline-bench-'));
    return new Ground(folder, await EmbeddedPostgres.start({ folder: join(folder, 'postgres') }));
  }

  /** A program on this ground; stopped with it at the latest. */
  async start(program: Program): Promise<ProgramProcess> {
    return this.#keep(await ProgramProcess.start(program));
  }

  /** The same program once more, after its end. */
  async startAgain(ended: ProgramProcess, program: Program): Promise<ProgramProcess> {
    this.#processes.delete(ended);
    return this.#keep(await ProgramProcess.again(ended, program));
  }

  /** The program of `npm start`. @param changes what is to be different */
  async startPassline({ settings, ...changes }: Partial<Program> = {}): Promise<ProgramProcess> {
    const program = standaloneProgram(join(this.folder, 'data'), await this.database(standaloneDatabase));
    return this.start({ ...program, ...changes, settings: { ...program.settings, ...settings } });
  }

  /** As in KAFKA_BROKERS; the broker is started when it is first asked for. @throws LocalKafkaError where it cannot be had */
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

  /** A copy of the tables as Passline makes them, filled with its sample order. */
  async bareTables(): Promise<BareTables> {
    const passline = await this.startPassline();
    await passline.stop();
    return BareTables.copy(await this.database(standaloneDatabase));
  }

  /** Such as "18.4". */
  async postgresVersion(): Promise<string> {
    const [row] = await this.query<{ server_version: string }>('SHOW server_version', 'postgres');
    return row?.server_version ?? 'unknown';
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
