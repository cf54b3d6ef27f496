import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { EmbeddedPostgres } from '#libs/embedded-postgres';
import { stopPatience } from '#libs/service-kit';
import { DatabaseWire } from '../support/database-wire.ts';
import { eventually } from '../support/eventually.ts';
import { type Passline, startPassline } from '../support/passline.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';
import { processesWith } from '../support/processes.ts';
import { type ProgramName, startAlone } from './each-program.ts';

jest.setTimeout(90_000);

/** In ms: a terminal's Ctrl-C comes twice, so a second one counts as such only after a while. */
const echo = 1_000;

let passline: Passline | undefined;
afterEach(async () => {
  await passline?.stop();
  passline = undefined;
});

/** Locks the accounts in the program's own database, until that ends the connection. */
async function lockAccounts({ dataFolder }: Passline): Promise<pg.Client> {
  // It is running already, so this takes hold of it and starts none.
  const server = await EmbeddedPostgres.start({ folder: join(dataFolder, 'postgres') });
  expect(server.startedHere).toBe(false);
  const client = new pg.Client({ connectionString: server.url('passline') });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE passline.accounts IN ACCESS EXCLUSIVE MODE');
  return client;
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const isAnswered = (url: string): Promise<boolean> =>
  fetch(`${url}/health/live`).then(
    () => true,
    () => false,
  );

/** Those that have a database. */
const withDatabase = ['standalone', 'orders', 'notifier'] as const satisfies readonly ProgramName[];

describe('A stop that hangs', () => {
  it('is ended by force after its time, with code 1, and with a line that says what did not end', async () => {
    const databases = new Map<ProgramName, TestDatabase>();
    for (const name of withDatabase) databases.set(name, await freshDatabase());
    const stopped = withDatabase.map(async (name) => {
      const database = databases.get(name)!;
      const wire = await DatabaseWire.to(database.serviceUrl);
      const program = await startAlone(name, { ...database, serviceUrl: wire.url });
      wire.freeze();
      const told = performance.now();
      const code = await program.end('SIGTERM');
      const took = performance.now() - told;
      await Promise.all([wire.close(), program.stop()]);
      const said = program
        .output()
        .split('\n')
        .filter((line) => line.startsWith('Ended by force'));
      // Jest's own time is the upper bound: what is done by force has a patience of its own.
      return { name, code, hadItsTime: took >= stopPatience, said };
    });
    expect(await Promise.all(stopped)).toEqual(
      withDatabase.map((name) => ({
        name,
        code: 1,
        hadItsTime: true,
        said: [expect.stringMatching(/^Ended by force, as this did not end: the server, .+/)],
      })),
    );
  });

  it('is ended by a second Ctrl-C, which takes the embedded PostgreSQL with it', async () => {
    const running = (passline = await startPassline());
    const lock = await lockAccounts(running);
    const request = fetch(`${running.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'manager@demo.test', password: 'any' }),
    }).catch((error: unknown) => error);
    await eventually(async () => {
      const { rowCount } = await lock.query(
        'SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))',
      );
      return (rowCount ?? 0) > 0;
    }, 'a request in hand');
    expect((await processesWith(running.dataFolder)).length).toBeGreaterThan(1);
    const began = performance.now();
    const ended = running.end('SIGINT');
    await eventually(async () => !(await isAnswered(running.url)), 'the stop to begin');
    await eventually(() => performance.now() - began > 2 * echo, 'a second Ctrl-C that is no echo');
    // It reaches the process by itself, and again through npm, for which it may be too quick.
    for (let times = 0; times < 2; times += 1) {
      if (isThere(running.pid)) process.kill(running.pid, 'SIGINT');
      await isAnswered(running.url);
    }
    expect(await ended).toBe(1);
    // By the second Ctrl-C, and not since a stop that hangs is given up in the end.
    expect(performance.now() - began).toBeLessThan(stopPatience);
    expect(await processesWith(running.dataFolder)).toEqual([]);
    await request;
    await lock.end();
  });
});
