import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionSchema } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { type Passline, startPassline } from '../support/passline.ts';
import { Board } from '../support/screens.ts';
import { World } from '../contracts/contract-world.ts';
import { apiOf, isLetIn } from './administration-world.ts';

let world: World;
let other: Passline;
beforeAll(async () => {
  world = await World.open();
  other = await startPassline({ database: world.database, settings: { RATE_LIMITS: 'off' } });
});
afterAll(async () => {
  await other.stop();
  await world.close();
});

const command = join(import.meta.dirname, '../../dist/apps/standalone/src/commands/admin.js');
async function admin(...words: readonly string[]): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL: world.database.serviceUrl,
    DATABASE_ADMIN_URL: world.database.adminUrl,
  };
  return (await promisify(execFile)(process.execPath, [command, ...words], { env })).stdout;
}

const kidOf = ({ token = '' }: Api): string => decodeProtectedHeader(token).kid ?? '';
const published = async (url: string): Promise<string[]> =>
  ((await (await fetch(`${url}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] }).keys.map(
    ({ kid }) => kid,
  );
const elsewhere = ({ token }: Api): Api => new Api(other.url, token);
const refreshed = async ({ session }: Api): Promise<Api> =>
  apiOf(
    world.url,
    sessionSchema.parse(
      (await new Api(world.url).post('/api/v1/auth/refresh', { refresh_token: session?.refresh_token })).body,
    ),
  );
/**
 * The minute for which a key is shown before it signs, or the quarter of an hour for which it is believed
 * afterwards, gone by at once.
 */
const letTimePass = (column: 'signs_from' | 'retired_at'): Promise<unknown> =>
  world.rows(`UPDATE passline.signing_keys SET ${column} = ${column} - interval '20 minutes'`);

describe('Rotating the keys', () => {
  let before: Api;
  let board: Board;
  let next: string;

  it('shows the new one to everyone first, and signs with the old one until then', async () => {
    before = await Api.as(world.url, 'cashier');
    board = await Board.open(world.url, before.token ?? '');
    const said = await admin('rotate-keys');
    expect(said).toMatch(
      /^There is a new key, [0-9a-f-]{36}\.\n {2}It signs from \d{4}-\S+Z on\..*Nobody has to log in again\.\n$/s,
    );
    next = /[0-9a-f-]{36}/.exec(said)?.[0] ?? '';
    for (const url of [world.url, other.url])
      await eventually(async () => (await published(url)).includes(next), 'the new key to be published');
    expect(await published(world.url)).toEqual([kidOf(before), next]);
    expect(kidOf(await Api.as(world.url, 'cashier'))).toBe(kidOf(before));
  });

  it('then signs with the new one, which instances and gateways believe that were running all along', async () => {
    await letTimePass('signs_from');
    const after = await eventually(async () => {
      const api = await Api.as(world.url, 'cashier');
      return kidOf(api) === next ? api : null;
    }, 'the new key to sign');
    expect([await isLetIn(after), await isLetIn(elsewhere(after))]).toEqual([true, true]);
    // Gateways read the keys every five seconds, and the minute that they have for it was skipped.
    for (const url of [world.url, other.url])
      await eventually(
        () =>
          Board.open(url, after.token ?? '').then((open) => {
            open.close();
            return true;
          }),
        'the gateway to know the new key',
      );
  });

  it('goes on to believe the old one, on requests and on sockets', async () => {
    expect([await isLetIn(before), await isLetIn(elsewhere(before)), board.socket.connected]).toEqual([
      true,
      true,
      true,
    ]);
    for (const url of [world.url, other.url]) (await Board.open(url, before.token ?? '')).close();
  });

  it('forgets the old one once its last token has ended, and nobody has had to log in again', async () => {
    await letTimePass('retired_at');
    for (const url of [world.url, other.url])
      await eventually(async () => (await published(url)).join() === next, 'the old key to be gone');
    expect([await isLetIn(before), await isLetIn(elsewhere(before))]).toEqual([false, false]);
    const goesOn = await refreshed(before);
    expect([kidOf(goesOn), await isLetIn(goesOn)]).toEqual([next, true]);
    board.close();
  });
});

describe('After a theft', () => {
  it('the old keys end at once, and a refresh token is all that is needed to go on', async () => {
    const before = await Api.as(world.url, 'cashier');
    expect(await isLetIn(elsewhere(before))).toBe(true);
    expect(await admin('rotate-keys', '--at-once')).toMatch(/The old ones are ended/);
    await eventually(
      async () => !(await isLetIn(before)) && !(await isLetIn(elsewhere(before))),
      'the old token to be refused',
    );
    await eventually(
      () =>
        Board.open(world.url, before.token ?? '').then(
          (open) => {
            open.close();
            return false;
          },
          () => true,
        ),
      'the gateway to refuse it',
    );
    const goesOn = await refreshed(before);
    expect([kidOf(goesOn) === kidOf(before), await isLetIn(goesOn)]).toEqual([false, true]);
    await eventually(() => isLetIn(elsewhere(goesOn)), 'the other instance to know the new key');
  });
});

describe('npm run admin -- rotate-keys --help', () => {
  it('says what it does, and what for', async () => {
    expect(await admin('rotate-keys', '--help')).toMatch(/nobody is logged out[\s\S]*--at-once[\s\S]*stolen/);
  });
});
