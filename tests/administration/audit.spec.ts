import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hiredStaffSchema, type HiredStaff, type Order, sessionSchema } from '#libs/contracts';
import { type Answer, Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { demoPassword } from '../support/passline.ts';
import { Providers } from '../support/providers.ts';
import { Screen } from '../support/screens.ts';
import { orders, rivalManager, World } from '../contracts/contract-world.ts';
import {
  apiOf,
  askToken,
  devicesPath,
  hire,
  logIn,
  newAddress,
  ownPassword,
  register,
  staffPath,
} from './administration-world.ts';

let providers: Providers;
let world: World;
let manager: Api;
let order: Order;
beforeAll(async () => {
  providers = await Providers.start();
  world = await World.open({
    ...providers.settings,
    RATE_LIMITS: 'link=1,followers=1,messages=5',
    TRUST_PROXY: 'true',
    LOG_LEVEL: 'warn',
  });
  manager = await world.as('manager');
  order = await manager.place();
});
afterAll(async () => {
  await world.close();
  await providers.down();
});

type Line = Readonly<Record<string, unknown>>;
const lines = (): readonly Line[] =>
  world.passline
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

/** The lines that an act leaves, as it ends with an answer of this status. */
async function leaves(act: () => Promise<Answer>, status: number): Promise<readonly Line[]> {
  const before = lines().length;
  const traceId = randomUUID().replaceAll('-', '');
  trace = `00-${traceId}-0123456789abcdef-01`;
  const answer = await act();
  trace = undefined;
  expect(answer.status).toBe(status);
  await eventually(
    () =>
      lines()
        .slice(before)
        .some((line) => line['trace_id'] === traceId),
    'the line of the act',
  );
  return lines()
    .slice(before)
    .filter((line) => line['trace_id'] === traceId);
}

let trace: string | undefined;
const headings = (more: Record<string, string> = {}): Record<string, string> => ({
  ...(trace === undefined ? {} : { traceparent: trace }),
  ...more,
});
const idOf = ({ session }: Api): string => session?.user.user_id ?? '';
const byManager = () => ({
  actor_id: idOf(manager),
  actor_role: 'manager',
  restaurant_id: order.restaurant_id,
});
const done = (audit: string, target_id: string, by: Line = byManager()): readonly Line[] => [
  expect.objectContaining({ audit, outcome: 'done', target_id, ...by }),
];
const refused = (audit: string, code: string, more: Line): readonly Line[] => [
  expect.objectContaining({ audit, outcome: 'refused', code, ...more }),
];

describe('An act on which security rests leaves one line', () => {
  let hired: HiredStaff;
  let nina: Api;

  it('when someone is hired, changed, shut out and let in again', async () => {
    let made: Answer | undefined;
    const line = await leaves(
      async () =>
        (made = await manager.post(
          staffPath,
          { username: newAddress(), name: 'Nina New', role: 'cashier' },
          headings(),
        )),
      201,
    );
    hired = hiredStaffSchema.parse(made?.body);
    expect(line).toEqual(done('staff.made', hired.user_id));
    const path = `${staffPath}/${hired.user_id}`;
    const patch = (body: object) => () => manager.send('PATCH', path, body, headings());
    expect(await leaves(patch({ role: 'kitchen' }), 200)).toEqual(done('staff.changed', hired.user_id));
    expect(await leaves(patch({ disabled: true }), 200)).toEqual(done('staff.disabled', hired.user_id));
    expect(await leaves(patch({ disabled: false }), 200)).toEqual(done('staff.enabled', hired.user_id));
    let reset: Answer | undefined;
    expect(
      await leaves(
        async () => (reset = await manager.post(`${path}/reset-password`, undefined, headings())),
        200,
      ),
    ).toEqual(done('password.reset', hired.user_id));
    hired = { ...hired, one_time_password: (reset?.body as HiredStaff).one_time_password };
  });

  it('when someone logs in, or fails to, sets another password, goes on, and logs out', async () => {
    const nobody = { actor_id: null, actor_role: null };
    const herself = { actor_id: hired.user_id, actor_role: 'kitchen', restaurant_id: order.restaurant_id };
    expect(await leaves(() => logIn(world.url, hired.username, 'a guess', headings()), 401)).toEqual(
      refused('session.begun', 'unauthenticated', {
        ...nobody,
        target_id: hired.user_id,
        restaurant_id: order.restaurant_id,
      }),
    );
    expect(await leaves(() => logIn(world.url, newAddress(), 'a guess', headings()), 401)).toEqual(
      refused('session.begun', 'unauthenticated', { ...nobody, target_id: null, restaurant_id: null }),
    );
    let answer: Answer | undefined;
    expect(
      await leaves(
        async () => (answer = await logIn(world.url, hired.username, hired.one_time_password, headings())),
        200,
      ),
    ).toEqual(done('session.begun', hired.user_id, herself));
    const first = apiOf(world.url, sessionSchema.parse(answer?.body));
    const change = { old_password: hired.one_time_password, new_password: ownPassword };
    expect(
      await leaves(async () => (answer = await first.post('/api/v1/auth/password', change, headings())), 200),
    ).toEqual([expect.objectContaining({ audit: 'password.changed', outcome: 'done', ...herself })]);
    nina = apiOf(world.url, sessionSchema.parse(answer?.body));
    const refresh_token = nina.session?.refresh_token;
    expect(
      await leaves(() => new Api(world.url).post('/api/v1/auth/refresh', { refresh_token }, headings()), 200),
    ).toEqual(done('session.renewed', hired.user_id, herself));
    expect(
      await leaves(() => new Api(world.url).post('/api/v1/auth/refresh', { refresh_token }, headings()), 401),
    ).toEqual(refused('session.replayed', 'unauthenticated', { ...nobody, target_id: hired.user_id }));
    const again = sessionSchema.parse((await logIn(world.url, hired.username, ownPassword)).body);
    expect(
      await leaves(
        () =>
          new Api(world.url).post('/api/v1/auth/logout', { refresh_token: again.refresh_token }, headings()),
        200,
      ),
    ).toEqual(done('session.ended', hired.user_id, nobody));
  });

  it('when a device is made, gets its token or fails to, gets another secret and is revoked', async () => {
    const device = await register(manager);
    expect(lines().at(-1)).toMatchObject({
      audit: 'device.made',
      target_id: device.device_id,
      ...byManager(),
    });
    const token = (secret: string) => async (): Promise<Answer> => {
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: device.client_id,
        client_secret: secret,
      });
      const response = await fetch(`${world.url}/api/v1/auth/token`, {
        method: 'POST',
        body: form,
        headers: headings(),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    };
    expect(await leaves(token(device.client_secret), 200)).toEqual(
      done('device.token_given', device.device_id, { restaurant_id: order.restaurant_id }),
    );
    expect(await leaves(token('a guess'), 401)).toEqual(
      refused('device.token_given', 'unauthenticated', { target_id: device.device_id }),
    );
    expect(
      await leaves(
        () => manager.post(`${devicesPath}/${device.device_id}/rotate`, undefined, headings()),
        200,
      ),
    ).toEqual(done('device.rotated', device.device_id));
    expect(
      await leaves(
        () => manager.send('DELETE', `${devicesPath}/${device.device_id}`, undefined, headings()),
        200,
      ),
    ).toEqual(done('device.revoked', device.device_id));
    expect((await askToken(world.url, device)).status).toBe(401);
  });

  it('when a link is replaced or withdrawn', async () => {
    const path = `${orders}/${order.order_id}/link`;
    expect(await leaves(() => manager.post(path, undefined, headings()), 200)).toEqual(
      done('link.replaced', order.order_id),
    );
    expect(await leaves(() => manager.send('DELETE', path, undefined, headings()), 200)).toEqual(
      done('link.withdrawn', order.order_id),
    );
  });

  it('when a customer takes their data along, and when it is erased', async () => {
    const customer = await world.as('other-customer');
    const themself = { actor_id: idOf(customer), actor_role: 'customer' };
    const renaming = () =>
      customer.send('PATCH', '/api/v1/customers/me', { name: 'Other Customer' }, headings());
    expect(await leaves(renaming, 200)).toEqual([
      expect.objectContaining({ audit: 'customer.renamed', outcome: 'done', ...themself }),
    ]);
    expect(await leaves(() => customer.get('/api/v1/customers/me/export', headings()), 200)).toEqual([
      expect.objectContaining({ audit: 'customer.exported', outcome: 'done', ...themself }),
    ]);
    expect(
      await leaves(() => customer.send('DELETE', '/api/v1/customers/me', undefined, headings()), 200),
    ).toEqual([expect.objectContaining({ audit: 'customer.erased', outcome: 'done', ...themself })]);
  });

  it('when someone signs up and confirms the address, or fails to', async () => {
    const [username, nobody] = [newAddress(), { actor_id: null, actor_role: null, restaurant_id: null }];
    const customers = (path: string, body: object) => (): Promise<Answer> =>
      new Api(world.url).post(`/api/v1/customers${path}`, body, headings());
    const person = { username, password: ownPassword, name: 'Cora Newcomer' };
    expect(await leaves(customers('', { ...person, password: 'short' }), 400)).toEqual(
      refused('customer.signed_up', 'invalid_request', { ...nobody, target_id: null }),
    );
    expect(await leaves(customers('', person), 201)).toEqual([
      expect.objectContaining({ audit: 'customer.signed_up', outcome: 'done', ...nobody, target_id: null }),
    ]);
    const mail = await eventually(() => providers.smtp.mailsTo(username)[0], 'the mail with the link');
    const [, token] = /#confirm=(\S+)/.exec(mail.parsed.text ?? '') ?? [];
    const confirmed = await leaves(customers('/confirm', { token }), 200);
    const [account] = await world.rows<{ account_id: string }>(
      'SELECT account_id FROM passline.accounts WHERE username = $1',
      [username],
    );
    expect(confirmed).toEqual(done('customer.confirmed', account?.account_id ?? '', nobody));
    expect(await leaves(customers('/confirm', { token }), 409)).toEqual(
      refused('customer.confirmed', 'already_confirmed', { ...nobody, target_id: null }),
    );
    expect(await leaves(customers('/confirm', { token: 'made-up' }), 404)).toEqual(
      refused('customer.confirmed', 'link_not_valid', { ...nobody, target_id: null }),
    );
  });

  it('when someone is refused what is not theirs, by whatever part of us', async () => {
    const kitchen = await world.as('kitchen');
    const device = await register(manager);
    expect(await leaves(() => kitchen.post(staffPath, {}, headings()), 403)).toEqual(
      refused('staff.made', 'forbidden', { actor_id: idOf(kitchen), actor_role: 'kitchen' }),
    );
    const rival = await world.as(rivalManager);
    expect(
      await leaves(
        () => rival.send('DELETE', `${devicesPath}/${device.device_id}`, undefined, headings()),
        404,
      ),
    ).toEqual(refused('device.revoked', 'not_found', { actor_id: idOf(rival), target_id: device.device_id }));
    expect(
      await leaves(
        () =>
          new Api(world.url, 'forged').send(
            'DELETE',
            `${devicesPath}/ana@example.test`,
            undefined,
            headings(),
          ),
        401,
      ),
    ).toEqual(refused('device.revoked', 'unauthenticated', { actor_id: null, target_id: null }));
    expect(
      await leaves(
        () => manager.send('PATCH', `${staffPath}/${randomUUID()}`, { disabled: 'maybe' }, headings()),
        400,
      ),
    ).toEqual(refused('staff.changed', 'invalid_request', { actor_id: idOf(manager) }));
  });

  it('when a limit is reached: once, however long the flood', async () => {
    const flooded = await manager.place();
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => manager.guest(flooded).get(`${orders}/${flooded.order_id}/status`)),
    );
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(1);
    await eventually(
      () => lines().some((line) => line['audit'] === 'limit.reached'),
      'the line of the limit',
    );
    expect(lines().filter((line) => line['audit'] === 'limit.reached')).toEqual([
      expect.objectContaining({
        outcome: 'refused',
        limit: 'link',
        actor_id: null,
        target_id: flooded.order_id,
        restaurant_id: order.restaurant_id,
      }),
    ]);
    for (let count = 0; count < 9; count += 1)
      await logIn(world.url, hired.username, 'a guess', { 'x-forwarded-for': '203.0.113.78' });
    const slowed = lines().filter(
      (line) => line['code'] === 'too_many_requests' && line['audit'] === 'session.begun',
    );
    expect(slowed).toEqual([expect.objectContaining({ target_id: hired.user_id, outcome: 'refused' })]);
  });
});

describe('A limit that is reached on sockets leaves one line', () => {
  const told = (limit: string): readonly Line[] =>
    lines().filter((line) => line['audit'] === 'limit.reached' && line['limit'] === limit);

  it('for a link that too many follow, and for a colleague whose socket floods us: by their ids, and once', async () => {
    const crowded = await manager.place();
    const link = crowded.tracking_url.split('#')[1] ?? '';
    const first = await Screen.open(world.url, link);
    for (let count = 0; count < 3; count += 1)
      await expect(Screen.open(world.url, link)).rejects.toThrow('too_many_requests');
    const line = (more: Line): Line =>
      expect.objectContaining({
        outcome: 'refused',
        restaurant_id: order.restaurant_id,
        trace_id: null,
        ...more,
      });
    await eventually(() => told('followers').length > 0, 'the line of the followers');
    expect(told('followers')).toEqual([
      line({ actor_id: null, actor_role: null, target_id: crowded.order_id }),
    ]);
    first.close();

    const colleague = await world.as('cashier');
    const screen = await Screen.open(world.url, colleague.token ?? '', crowded.order_id);
    const answers = await Promise.all(Array.from({ length: 40 }, () => screen.follow()));
    expect(answers.filter(({ ok }) => !ok).length).toBeGreaterThan(1);
    await eventually(() => told('messages').length > 0, 'the line of the messages');
    expect(told('messages')).toEqual([
      line({ actor_id: idOf(colleague), actor_role: 'cashier', target_id: null }),
    ]);
    screen.close();
  });
});

describe('The log', () => {
  it('holds nothing of all this but ids: no secret, no name, no address', async () => {
    const device = await register(manager, { name: 'Till of Ana' });
    const someone = await hire(manager, { name: 'Maria Clara' });
    await logIn(world.url, someone.username, someone.one_time_password, {
      'x-forwarded-for': '203.0.113.79',
    });
    const order = await manager.place({
      customer: { name: 'Crisostomo', email: 'crisostomo@example.test', phone: '+639175550101' },
      address: '7 Ayala Avenue',
    });
    const secrets = [
      device.client_secret,
      device.client_id,
      'Till of Ana',
      someone.one_time_password,
      someone.username,
      'Maria Clara',
      manager.token,
      manager.session?.refresh_token,
      demoPassword,
      ownPassword,
      order.tracking_url.split('#')[1],
      'Crisostomo',
      'crisostomo@example.test',
      '9175550101',
      'Ayala',
      '203.0.113',
      '127.0.0.1',
    ];
    const log = lines()
      .map((line) => JSON.stringify(line))
      .join('\n');
    expect(log.length).toBeGreaterThan(1_000);
    expect(secrets.filter((secret) => secret === undefined || log.includes(secret))).toEqual([]);
    expect(log).not.toMatch(/[\w.]+@[\w.]+\.\w+/);
    expect(log).not.toMatch(/\beyJ[\w-]+\./);
  });

  it('has the same members in every line', () => {
    const audits = lines().filter((line) => 'audit' in line);
    expect(audits.length).toBeGreaterThan(20);
    const members = new Set(audits.flatMap((line) => Object.keys(line)));
    expect([...members].sort()).toEqual([
      'actor_id',
      'actor_role',
      'audit',
      'code',
      'level',
      'limit',
      'msg',
      'outcome',
      'restaurant_id',
      'service',
      'target_id',
      'time',
      'trace_id',
    ]);
    for (const line of audits)
      expect(Object.keys(line)).toEqual(
        expect.arrayContaining([
          'actor_id',
          'actor_role',
          'audit',
          'outcome',
          'restaurant_id',
          'target_id',
          'trace_id',
        ]),
      );
  });
});
