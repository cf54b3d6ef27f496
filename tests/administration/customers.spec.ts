import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { customerExportSchema, type Order } from '#libs/contracts';
import { anOrder, type Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { demoPassword } from '../support/passline.ts';
import { orders, refusal, rivalManager, World } from '../contracts/contract-world.ts';
import { isLetIn, logIn } from './administration-world.ts';

let world: World;
let customer: Api;
let cancelled: Order;
let abroad: Order;
let others: Order;

beforeAll(async () => {
  world = await World.open({ NOTIFY_HOLD_MS: '0' });
  customer = await world.as('customer');
  const rival = (await world.as(rivalManager)).session?.user.restaurant_id ?? '';
  const items = [
    { name: 'Soup', quantity: 1, unit_price: 100, notes: 'I am allergic to nuts' },
    { name: 'Tea', quantity: 2, unit_price: 50 },
  ];
  cancelled = await customer.place(
    anOrder({ address: '7 Secret Lane', items, notes: 'I am allergic to dogs, too' }),
  );
  await customer.change(cancelled.order_id, 'cancel', { notes: 'my mother is ill' });
  abroad = await customer.place({ restaurant_id: rival });
  await (await world.as(rivalManager)).move(abroad.order_id, 'confirmed', { notes: 'thank you, dear guest' });
  await customer.post('/api/v1/customers/forgot-password', { username: 'customer@demo.test' });
  const inMailbox = ['To cris@example.test', 'Text messages to +639171234567', 'To customer@demo.test'];
  await eventually(async () => {
    const page = await mailbox();
    return inMailbox.every((line) => page.includes(line));
  }, 'the messages and the mail about the account in the mailbox');
  others = await (await world.as('other-customer')).place({ address: '9 Other Lane' });
});
afterAll(() => world.close());

const mailbox = async (): Promise<string> => (await fetch(`${world.url}/mailbox`)).text();

/** All that is kept under one of these ids, row by row. */
async function rowsNaming(ids: readonly string[]): Promise<string[]> {
  const tables = await world.rows<{ name: string }>(
    `SELECT relnamespace::regnamespace || '.' || relname AS name FROM pg_class WHERE relnamespace IN ('passline'::regnamespace, 'notifier'::regnamespace) AND relkind = 'r'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => world.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .filter((row) => ids.some((id) => row.includes(id)));
}

const program = join(import.meta.dirname, '../../dist/apps/standalone/src/commands/history-verify.js');
const verified = async (): Promise<string> =>
  (
    await promisify(execFile)(process.execPath, [program], {
      env: { PATH: process.env['PATH'], DATABASE_URL: world.database.serviceUrl },
    })
  ).stdout;

it('give themselves another name, and are called by it at the next log-in', async () => {
  const someone = await world.as('other-customer');
  const { status, body } = await someone.send('PATCH', '/api/v1/customers/me', { name: '  Olga  Other ' });
  expect([status, body]).toEqual([
    200,
    {
      user_id: someone.session?.user.user_id,
      username: 'other-customer@demo.test',
      name: expect.stringMatching(/^Olga\s+Other$/),
    },
  ]);
  const again = await logIn(world.url, 'other-customer@demo.test', demoPassword);
  expect(again.body).toMatchObject({ user: { name: expect.stringMatching(/^Olga\s+Other$/) } });
  for (const name of ['', '   ', 'x'.repeat(201), null, 7])
    expect(refusal(await someone.send('PATCH', '/api/v1/customers/me', { name })).code).toBe(
      'invalid_request',
    );
});

describe('A customer', () => {
  it('gets all that is kept of them, and nothing of anyone else', async () => {
    const { status, body } = await customer.get('/api/v1/customers/me/export');
    const { account, orders: kept, messages, letters, text_consents } = customerExportSchema.parse(body);
    expect([status, account.username]).toEqual([200, 'customer@demo.test']);
    expect(kept.map(({ order_id }) => order_id)).toEqual([abroad.order_id, cancelled.order_id]);
    expect(kept[1]).toMatchObject({
      address: '7 Secret Lane',
      customer: { email: 'cris@example.test' },
      status_history: [{ status: 'pending' }, { status: 'cancelled', notes: 'my mother is ill' }],
    });
    expect(JSON.stringify(body)).not.toMatch(/9 Other Lane|internal_notes|Rita/);
    const told = (order: Order, moment: string): string[] =>
      ['email', 'sms'].map((channel) => `${order.order_number} ${channel} ${moment} sent`);
    expect(
      messages
        .map(({ order_number, channel, moment, state }) => `${order_number} ${channel} ${moment} ${state}`)
        .sort(),
    ).toEqual([...told(abroad, 'confirmed'), ...told(cancelled, 'cancelled')].sort());
    expect(letters.map(({ state }) => state)).toEqual(['sent']);
    expect(text_consents).toEqual([]);
    expect(
      await world.rows('SELECT FROM passline.exports UNION ALL SELECT FROM passline.export_parts'),
    ).toEqual([]);
  });

  it('who leaves takes contacts and words along, at every restaurant; what happened stays, and the chain holds', async () => {
    const ids = [cancelled.order_id, abroad.order_id];
    const history =
      'SELECT * FROM passline.order_history WHERE order_id = ANY ($1) ORDER BY order_id, version';
    const before = await world.rows(history, [ids]);
    expect((await customer.send('DELETE', '/api/v1/customers/me')).status).toBe(200);
    expect(await world.rows(history, [ids])).toEqual(before);
    expect(
      await world.rows('SELECT * FROM passline.order_contacts WHERE order_id = ANY ($1)', [ids]),
    ).toEqual([]);
    const own = await rowsNaming([...ids, customer.session?.user.user_id ?? '']);
    expect(own.length).toBeGreaterThan(ids.length);
    for (const word of [
      'customer@demo.test',
      'Cris Customer',
      'cris@example.test',
      '7 Secret Lane',
      'allergic',
      'my mother',
    ])
      expect([word, own.filter((row) => row.includes(word))]).toEqual([word, []]);
    expect(own.join()).toContain('thank you, dear guest');
    expect(await verified()).toMatch(/^Intact:/);
  });

  it('who leaves is found in no message either, neither with the notifier nor in the mailbox; that there were messages stays', async () => {
    await eventually(
      async () => (await world.rows('SELECT FROM passline.erasures')).length === 0,
      'the notifier to have forgotten',
    );
    expect(await mailbox()).not.toMatch(/customer@demo\.test|cris@example\.test/);
    const files = await readdir(join(world.passline.dataFolder, 'mailbox'));
    const kept = await Promise.all(
      files.map((file) => readFile(join(world.passline.dataFolder, 'mailbox', file), 'utf8')),
    );
    expect(
      kept.filter(
        (content) => content.includes('customer@demo.test') || content.includes(abroad.order_number),
      ),
    ).toEqual([]);
    const sent = await world.rows(
      'SELECT digest, callback_url, provider_id FROM notifier.notifications WHERE order_id = $1',
      [abroad.order_id],
    );
    expect(sent).toEqual([1, 2].map(() => ({ digest: null, callback_url: null, provider_id: null })));
    expect(
      await world.rows(`SELECT FROM passline.account_requests WHERE username = 'customer@demo.test'`),
    ).toEqual([]);
  });

  it('who left is let in no more, and is not found by name', async () => {
    expect(await isLetIn(customer)).toBe(false);
    expect((await logIn(world.url, 'customer@demo.test', demoPassword)).status).toBe(401);
    const refreshed = await customer.post('/api/v1/auth/refresh', {
      refresh_token: customer.session?.refresh_token,
    });
    expect(refusal(refreshed).code).toBe('unauthenticated');
    const [account] = await world.rows(
      'SELECT username, name, disabled_at IS NOT NULL AS disabled FROM passline.accounts WHERE account_id = $1',
      [customer.session?.user.user_id],
    );
    expect(account).toEqual({
      username: expect.stringMatching(/^erased-.+\.invalid$/),
      name: 'Erased customer',
      disabled: true,
    });
  });

  it('who left leaves the restaurant its order, without a name', async () => {
    const manager = await world.as('manager');
    const { body } = await manager.get(`${orders}/${cancelled.order_id}`);
    expect(body).toMatchObject({
      status: 'cancelled',
      customer: null,
      address: null,
      items: [
        { name: 'Soup', quantity: 1 },
        { name: 'Tea', quantity: 2 },
      ],
      total: { amount: 200 },
    });
    expect((await manager.snapshot(cancelled.order_id)).status_history.at(-1)).toMatchObject({
      role: 'customer',
      updated_by: 'Erased customer',
      notes: '',
    });
    expect((await manager.get(`${orders}/${others.order_id}`)).body).toMatchObject({
      address: '9 Other Lane',
    });
  });
});
