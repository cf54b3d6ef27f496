import { execFile } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Binaries, findBinaries } from './binaries.ts';
import { commandAs, databaseUser, type DatabaseUser } from './database-user.ts';

const run = promisify(execFile);
const owner = 'postgres';

export interface EmbeddedPostgresOptions {
  /** Holds the cluster's data, its log and the owner's password; made when missing. */
  readonly folder: string;
  /** Settings of postgresql.conf beside our own, such as `{ fsync: 'off' }` for throw-away data. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Any free one unless given. */
  readonly port?: number;
}

/**
 * A PostgreSQL cluster in a folder. It runs detached, in a process group of its own, so that a Ctrl-C meant
 * for us does not take the database away before we have stopped; one that outlived its starter is taken over.
 */
export class EmbeddedPostgres {
  private constructor(
    /** The owner's URL, without a database's name at its end: append one. */
    private readonly serverUrl: string,
    /** False where a running one was taken over. */
    readonly startedHere: boolean,
    private readonly control: (args: readonly string[]) => Promise<unknown>,
  ) {}

  /**
   * @throws Error where there are no binaries for this platform, or PostgreSQL does not start: the message
   * ends with its log's place
   */
  static async start({
    folder,
    settings = {},
    port: wanted,
  }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const place = resolve(folder);
    const data = join(place, 'data');
    const user = await databaseUser();
    await mkdir(place, { recursive: true });
    const binaries = await findBinaries();
    const password = await ownerPassword(place);
    const control = (args: readonly string[]) => runAs(user, binaries.pg_ctl, ['-D', data, ...args], data);
    if (!existsSync(join(data, 'PG_VERSION'))) await initialise(binaries, data, password, user);
    const running = await runningPort(data, password);
    const port =
      running ??
      (await launch(place, data, { port: String(wanted ?? (await freePort())), ...settings }, control));
    return new EmbeddedPostgres(
      `postgres://${owner}:${password}@127.0.0.1:${String(port)}`,
      running === null,
      control,
    );
  }

  /** @param database its name; PostgreSQL's own `postgres` unless given */
  url(database = 'postgres'): string {
    return `${this.serverUrl}/${database}`;
  }

  /** Ends open sessions and stops the server; resolves once no process of it is left. */
  async stop(): Promise<void> {
    await this.control(['stop', '-m', 'fast', '-w', '-t', '30']);
  }
}

async function runAs(
  user: DatabaseUser | null,
  program: string,
  args: readonly string[],
  data: string,
): Promise<void> {
  const [command, commandArgs] = commandAs(user, program, args, data);
  await run(command, [...commandArgs], { cwd: '/', env: { ...process.env, LC_ALL: 'C' } });
}

async function ownerPassword(place: string): Promise<string> {
  const file = join(place, 'owner.password');
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFile(file, 'utf8');
}

async function initialise(
  binaries: Binaries,
  data: string,
  password: string,
  user: DatabaseUser | null,
): Promise<void> {
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { mode: 0o700 });
  const passwordFile = `${data}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user !== null) await Promise.all([data, passwordFile].map((path) => chown(path, user.uid, user.gid)));
  const args = [
    '-D',
    data,
    '-U',
    owner,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
    '--no-instructions',
  ];
  await runAs(user, binaries.initdb, args, data).finally(() => rm(passwordFile));
}

/** The port of a server that lives on this data, or null. */
async function runningPort(data: string, password: string): Promise<number | null> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const port = Number(lines[3]);
  if (!Number.isInteger(port) || port <= 0) return null;
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: owner,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2_000,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === data ? port : null;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function launch(
  place: string,
  data: string,
  settings: Readonly<Record<string, string>> & { readonly port: string },
  control: (args: readonly string[]) => Promise<unknown>,
): Promise<number> {
  const log = join(data, 'server.log');
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings };
  const options = Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`);
  try {
    await control(['start', '-w', '-t', '60', '-l', log, '-o', options.join(' ')]);
  } catch (cause) {
    throw new Error(`The embedded PostgreSQL in ${place} did not start; its log is ${log}`, { cause });
  }
  return Number(all.port);
}

/**
 * Below those that the system gives to outgoing connections: one of these could be gone before PostgreSQL
 * listens on it.
 */
const ports = { from: 10_000, below: 32_000 };

async function freePort(): Promise<number> {
  const port = randomInt(ports.from, ports.below);
  return (await isFree(port)) ? port : freePort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => {
      resolve(false);
    });
    probe.listen(port, '127.0.0.1', () =>
      probe.close(() => {
        resolve(true);
      }),
    );
  });
}
