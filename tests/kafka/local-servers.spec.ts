import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { KafkaEventLog, type LogRecord } from '#libs/messaging';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/passline.ts';
import { processesWith } from '../support/processes.ts';

const kafkaProgram = join(import.meta.dirname, '../../dist/tools/local-kafka/main.js');
const postgresProgram = join(import.meta.dirname, '../../dist/tools/local-postgres/main.js');

describe('local servers without Docker', () => {
  let folder: string;
  let running: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'passline-local-'));
    running = [];
  });

  afterEach(async () => {
    await Promise.all(running.map((child) => end(child, 'SIGTERM')));
    await rm(folder, { recursive: true, force: true });
  });

  function start(
    program: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv = process.env,
  ): Program {
    const child = spawn(process.execPath, [program, '--data', folder, ...args], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (printed += text.toString('utf8')));
    return { child, printed: () => printed };
  }

  const setting = (program: Program, name: string): Promise<string> =>
    eventually(
      () => new RegExp(`^${name}=(.*)$`, 'm').exec(program.printed())?.[1],
      `${name} printed; so far: ${program.printed()}`,
      120_000,
    );

  it('runs a Kafka that keeps its data, stops at Ctrl-C, and leaves no Java behind even where it is killed', async () => {
    const args = ['--port', String(await freePort())];
    const first = start(kafkaProgram, args);
    const brokers = await setting(first, 'KAFKA_BROKERS');
    expect(brokers).toBe(`127.0.0.1:${args[1] ?? ''}`);
    const record: LogRecord = { topic: 'orders', key: 'a', headers: {}, value: 'kept' };
    await onLog(brokers, (log) => log.publish([record]));
    expect(await end(first.child, 'SIGINT')).toBe(0);
    expect(await processesWith(folder)).toEqual([]);

    const second = start(kafkaProgram, args);
    await setting(second, 'KAFKA_BROKERS');
    const seen: string[] = [];
    await onLog(brokers, async (log) => {
      await log.consume({
        name: 'reader',
        topic: 'orders',
        durable: true,
        handle: async ({ value }) => void seen.push(value),
      });
      await eventually(() => seen.length > 0, 'the record of the first run');
    });
    expect(seen).toEqual(['kept']);
    await end(second.child, 'SIGKILL');
    await eventually(async () => (await processesWith(folder)).length === 0, 'Java gone');
  }, 180_000);

  it('says in one line that Java is missing', async () => {
    const { child, printed } = start(kafkaProgram, ['--port', String(await freePort())], {
      ...process.env,
      PATH: '/nonexistent',
    });
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    expect(printed().trim()).toMatch(/^Kafka needs Java 17 or later, and "java" was not found: .*$/);
  });

  it('says in one line that Maven is missing where Kafka has to be fetched first', async () => {
    const [path, jars] = [join(folder, 'bin'), join(folder, 'jars')];
    await mkdir(path);
    await onlyJavaIn(path);
    const { child, printed } = start(kafkaProgram, ['--port', String(await freePort()), '--jars', jars], {
      ...process.env,
      PATH: path,
    });
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    expect(printed()).toMatch(
      /^Fetching Kafka by Maven \(about 45 MB, this once\) …\nKafka is fetched by Maven, and "mvn" was not found: [^\n]*\n$/,
    );
  });

  it('tells that it fetches before it does, and in one line why it could not; nothing half-fetched is left', async () => {
    const [path, jars] = [join(folder, 'bin'), join(folder, 'jars')];
    await mkdir(path);
    await onlyJavaIn(path);
    await writeFile(
      join(path, 'mvn'),
      '#!/bin/sh\necho "[ERROR] no route to the repository"\necho "[ERROR] and more"\nexit 1\n',
      { mode: 0o755 },
    );
    const { child, printed } = start(kafkaProgram, ['--port', String(await freePort()), '--jars', jars], {
      ...process.env,
      PATH: path,
    });
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    expect(printed()).toBe(
      'Fetching Kafka by Maven (about 45 MB, this once) …\nMaven could not fetch Kafka: [ERROR] no route to the repository\n',
    );
    expect(await readdir(jars)).toEqual([]);
  });

  it('says in one line that the port is taken', async () => {
    const postgres = start(postgresProgram, []);
    const { port } = new URL(await setting(postgres, 'DATABASE_URL'));
    const { child, printed } = start(kafkaProgram, ['--port', port]);
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    expect(printed().trim()).toBe(`Port ${port} is taken: give another one by --port.`);
  }, 60_000);

  it('runs a PostgreSQL on the port it is told, with the same URLs and data at the next start', async () => {
    const args = ['--port', String(await freePort())];
    const first = start(postgresProgram, args);
    const adminUrl = await setting(first, 'DATABASE_ADMIN_URL');
    const serviceUrl = await setting(first, 'DATABASE_URL');
    expect(new URL(serviceUrl)).toMatchObject({ username: 'passline', pathname: '/passline', port: args[1] });
    await query(adminUrl, 'CREATE TABLE kept (id int)');
    expect(await end(first.child, 'SIGINT')).toBe(0);
    expect(await processesWith(folder)).toEqual([]);

    const second = start(postgresProgram, args);
    expect(await setting(second, 'DATABASE_ADMIN_URL')).toBe(adminUrl);
    expect(await setting(second, 'DATABASE_URL')).toBe(serviceUrl);
    expect(await query(adminUrl, 'SELECT * FROM kept')).toBe(0);
  }, 60_000);
});

interface Program {
  readonly child: ChildProcess;
  printed(): string;
}

/** A PATH on which there is Java, the shell that its launcher may be, and nothing else. */
async function onlyJavaIn(path: string): Promise<void> {
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((place) => join(place, 'java'))
    .find(existsSync);
  if (found === undefined) throw new Error('These tests need Java on the PATH.');
  await symlink(realpathSync(found), join(path, 'java'));
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

async function onLog(brokers: string, work: (log: KafkaEventLog) => Promise<void>): Promise<void> {
  const fail = (error: Error): never => {
    throw error;
  };
  const log = new KafkaEventLog({ brokers: [brokers], clientId: 'test', onError: fail, onFatal: fail });
  await work(log).finally(() => log.close());
}

async function query(url: string, sql: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rowCount;
  } finally {
    await client.end();
  }
}
