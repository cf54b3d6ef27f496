import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { EmbeddedPostgres } from '#libs/embedded-postgres';
import { stopPatience } from '#libs/service-kit';
import { eventually } from '../support/eventually.ts';
import { type Passline, startPassline } from '../support/passline.ts';
import { processesWith } from '../support/processes.ts';

jest.setTimeout(90_000);

/** In ms: a terminal's Ctrl-C comes twice, so a second one counts as such only after a while. */
const echo = 1_000;

let passline: Passline;
afterEach(() => passline.stop());

/** Locks the accounts in the program's own database, until that ends the connection. */
async function lockAccounts(): Promise<pg.Client> {
  // It is running already, so this takes hold of it and starts none.
  const server = await EmbeddedPostgres.start({ folder: join(passline.dataFolder, 'postgres') });
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

const isAnswered = (path: string): Promise<boolean> =>
  fetch(`${passline.url}${path}`).then(
    () => true,
    () => false,
  );

describe('A stop that hangs', () => {
  it('is ended by a second Ctrl-C, which takes the embedded PostgreSQL with it', async () => {
    passline = await startPassline();
    const lock = await lockAccounts();
    const request = fetch(`${passline.url}/api/v1/auth/login`, {
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
    expect((await processesWith(passline.dataFolder)).length).toBeGreaterThan(1);
    const began = performance.now();
    const ended = passline.end('SIGINT');
    await eventually(async () => !(await isAnswered('/health/live')), 'the stop to begin');
    await eventually(() => performance.now() - began > 2 * echo, 'a second Ctrl-C that is no echo');
    // It reaches the process by itself, and again through npm, for which it may be too quick.
    for (let times = 0; times < 2; times += 1) {
      if (isThere(passline.pid)) process.kill(passline.pid, 'SIGINT');
      await isAnswered('/health/live');
    }
    expect(await ended).toBe(1);
    // By the second Ctrl-C, and not since a stop that hangs is given up in the end.
    expect(performance.now() - began).toBeLessThan(stopPatience);
    expect(await processesWith(passline.dataFolder)).toEqual([]);
    await request;
    await lock.end();
  });
});
