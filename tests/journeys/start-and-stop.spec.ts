import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version as versionOfId } from 'uuid';
import { sessionSchema } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/passline.ts';
import { Screen } from '../support/screens.ts';
import { NpmStart } from './npm-start.ts';

jest.setTimeout(90_000);

const accounts = [
  ...['admin', 'manager', 'cashier', 'kitchen', 'courier', 'customer', 'other-customer'].map(
    (name) => `${name}@demo.test`,
  ),
  'manager@rival.test',
];

let folder: string;
let port: number;
let running: NpmStart;

const begin = (): Promise<NpmStart> => {
  running = new NpmStart(port, folder);
  return running.isReady();
};

const linkIn = (printed: string): string =>
  /https?:\/\/\S+\/t#[\w.-]+/.exec(printed)?.[0] ?? 'no tracking link was printed';
const passwordIn = (printed: string): string =>
  /password (\S+):/.exec(printed)?.[1] ?? 'no password was printed';

async function logIn(username: string, password: string): Promise<Api> {
  const { status, body } = await new Api(running.url).post('/api/v1/auth/login', { username, password });
  expect({ username, status }).toEqual({ username, status: 200 });
  const { access_token, user } = sessionSchema.parse(body);
  expect({ username, version: versionOfId(user.user_id) }).toEqual({ username, version: 7 });
  return new Api(running.url, access_token);
}

async function orderOf(link: string): Promise<{ order_id: string; version: number }> {
  const screen = await Screen.open(running.url, link.split('#')[1] ?? '');
  screen.close();
  const { order_id = '', version = 0 } = screen.snapshot ?? {};
  return { order_id, version };
}

beforeAll(async () => {
  [folder, port] = [await mkdtemp(join(tmpdir(), 'passline-start-')), await freePort()];
});

afterEach(async () => {
  await running.cleanUp();
  await running.isGone();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

// All from one folder: what one start makes, the next one finds.
describe('npm start', () => {
  let link: string;
  let password: string;

  it("prints the board's address, the demo accounts and the link of a sample order; all of them work, and Ctrl-C leaves no process behind", async () => {
    const { printed, url } = await begin();
    expect(printed).toContain(`${url}/board`);
    expect((await fetch(`${url}/board`)).status).toBe(200);
    for (const account of accounts) expect(printed).toContain(account);
    [link, password] = [linkIn(printed), passwordIn(printed)];
    expect(link.startsWith(`${url}/t#`)).toBe(true);
    expect(await (await fetch(link)).text()).toMatch(/<html/i);
    expect(await orderOf(link)).toMatchObject({ version: 1 });
    const cashier = await logIn('cashier@demo.test', password);
    expect(await cashier.move((await orderOf(link)).order_id, 'confirmed')).toMatchObject({ version: 2 });
    running.ctrlC();
    await running.isGone();
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });

  it('keeps the data, the password and the links; npm told to terminate leaves no process behind', async () => {
    const { printed } = await begin();
    expect(linkIn(printed)).toBe(link);
    expect(passwordIn(printed)).toBe(password);
    expect(await orderOf(link)).toMatchObject({ version: 2 });
    for (const account of accounts) await logIn(account, password);
    running.terminateNpm();
    await running.isGone();
  });

  it('takes over the database that outlived a kill, with its data, and stops that too', async () => {
    await begin();
    running.kill();
    await eventually(async () => {
      const left = await running.remains();
      return left.length > 0 && left.every((command) => command.includes('postgres'));
    }, 'nothing but the database to be left');
    await begin();
    expect(await orderOf(link)).toMatchObject({ version: 2 });
    running.ctrlC();
    await running.isGone();
  });
});
