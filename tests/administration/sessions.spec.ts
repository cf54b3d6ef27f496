import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HiredStaff, sessionSchema } from '#libs/contracts';
import { type Answer, Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { demoPassword, type Passline, startPassline } from '../support/passline.ts';
import { refusal, World } from '../contracts/contract-world.ts';
import {
  apiOf,
  atWork,
  deviceApi,
  devicesPath,
  isLetIn,
  logIn,
  ownPassword,
  register,
  staffPath,
} from './administration-world.ts';

let world: World;
let manager: Api;
beforeAll(async () => {
  world = await World.open({ TRUST_PROXY: 'true' });
  manager = await world.as('manager');
});
afterAll(() => world.close());

const logOut = (refresh_token: string | undefined): Promise<Answer> =>
  new Api(world.url).post('/api/v1/auth/logout', { refresh_token });
const refresh = (refresh_token: string | undefined): Promise<Answer> =>
  new Api(world.url).post('/api/v1/auth/refresh', { refresh_token });

describe('Logging out', () => {
  it('ends the session with all of its tokens, and no other session', async () => {
    const [here, there] = [await Api.as(world.url, 'cashier'), await Api.as(world.url, 'cashier')];
    expect((await logOut(here.session?.refresh_token)).status).toBe(200);
    expect([await isLetIn(here), (await refresh(here.session?.refresh_token)).status]).toEqual([false, 401]);
    expect([await isLetIn(there), (await refresh(there.session?.refresh_token)).status]).toEqual([true, 200]);
  });

  it('takes a token that was spent since, and the session ends all the same', async () => {
    const first = await Api.as(world.url, 'cashier');
    const second = apiOf(world.url, sessionSchema.parse((await refresh(first.session?.refresh_token)).body));
    await logOut(first.session?.refresh_token);
    expect([
      await isLetIn(first),
      await isLetIn(second),
      (await refresh(second.session?.refresh_token)).status,
    ]).toEqual([false, false, 401]);
  });

  it('with a token that no one knows does no harm', async () => {
    expect((await logOut('made-up')).status).toBe(200);
    expect(await isLetIn(manager)).toBe(true);
  });
});

describe('A refresh token used twice', () => {
  it('ends the session, for access tokens too', async () => {
    const first = await Api.as(world.url, 'cashier');
    const second = apiOf(world.url, sessionSchema.parse((await refresh(first.session?.refresh_token)).body));
    expect(await isLetIn(second)).toBe(true);
    expect((await refresh(first.session?.refresh_token)).status).toBe(401);
    expect([
      await isLetIn(first),
      await isLetIn(second),
      (await refresh(second.session?.refresh_token)).status,
    ]).toEqual([false, false, 401]);
  });
});

describe('Everything at once', () => {
  it('comes to one end: trades of old and new tokens, and logging out', async () => {
    const tokens = [(await Api.as(world.url, 'cashier')).session?.refresh_token];
    for (let count = 0; count < 4; count += 1)
      tokens.push(sessionSchema.parse((await refresh(tokens.at(-1))).body).refresh_token);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => tokens)
        .flat()
        .map((token, index) => (index % 4 === 3 ? logOut(token) : refresh(token))),
    );
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 401)).toEqual(
      [],
    );
    expect((await refresh(tokens.at(-1))).status).toBe(401);
  });
});

describe('Whoever comes back with a session that was ended', () => {
  it.each<[string, (hired: HiredStaff, api: Api) => Promise<unknown>]>([
    ['account_shut', ({ user_id }) => manager.send('PATCH', `${staffPath}/${user_id}`, { disabled: true })],
    ['role_changed', ({ user_id }) => manager.send('PATCH', `${staffPath}/${user_id}`, { role: 'kitchen' })],
    ['password_reset', ({ user_id }) => manager.post(`${staffPath}/${user_id}/reset-password`)],
    [
      'password_changed',
      (_, api) =>
        api.post('/api/v1/auth/password', {
          old_password: ownPassword,
          new_password: 'quite another password',
        }),
    ],
    ['logged_out', (_, api) => logOut(api.session?.refresh_token)],
  ])('is told why: %s', async (because, end) => {
    const { hired, api } = await atWork(manager);
    await end(hired, api);
    const problem = refusal(await refresh(api.session?.refresh_token));
    expect([problem.code, problem.ended_because]).toEqual(['unauthenticated', because]);
  });

  it('is told that the token was used twice, with all tokens of that session', async () => {
    const { api } = await atWork(manager);
    const next = sessionSchema.parse((await refresh(api.session?.refresh_token)).body);
    const answers = [await refresh(api.session?.refresh_token), await refresh(next.refresh_token)];
    expect(answers.map((answer) => refusal(answer).ended_because)).toEqual(['used_twice', 'used_twice']);
  });

  it('is told nothing of a token that no one knows', async () => {
    expect(refusal(await refresh('made-up')).ended_because).toBeUndefined();
  });
});

describe('Another password', () => {
  it('ends every other session of the account', async () => {
    const { hired, api } = await atWork(manager);
    const elsewhere = apiOf(
      world.url,
      sessionSchema.parse((await logIn(world.url, hired.username, ownPassword)).body),
    );
    const changed = await api.post('/api/v1/auth/password', {
      old_password: ownPassword,
      new_password: 'quite another password',
    });
    expect([
      await isLetIn(apiOf(world.url, sessionSchema.parse(changed.body))),
      await isLetIn(api),
      await isLetIn(elsewhere),
    ]).toEqual([true, false, false]);
  });

  it('is set by one of many who try it at once', async () => {
    const { api } = await atWork(manager);
    const answers = await Promise.all(
      [1, 2, 3].map((n) =>
        api.post('/api/v1/auth/password', {
          old_password: ownPassword,
          new_password: `password number ${String(n)}`,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });
});

describe('Guessing a password', () => {
  const from = (address: string, username: string, password = 'a guess'): Promise<Answer> =>
    logIn(world.url, username, password, { 'x-forwarded-for': address });

  it('is slowed down after five wrong ones, and cannot lock the owner out elsewhere', async () => {
    const { hired } = await atWork(manager);
    for (let guess = 0; guess < 5; guess += 1)
      expect((await from('203.0.113.7', hired.username)).status).toBe(401);
    const slowed = await from('203.0.113.7', hired.username, ownPassword);
    expect([slowed.status, refusal(slowed).code, slowed.headers.get('retry-after')]).toEqual([
      429,
      'too_many_requests',
      '1',
    ]);
    expect((await from('203.0.113.8', hired.username, ownPassword)).status).toBe(200);
    expect((await from('203.0.113.7', 'courier@demo.test', demoPassword)).status).toBe(200);
    await eventually(
      async () => (await from('203.0.113.7', hired.username, ownPassword)).status === 200,
      'the wait to be over',
      3_000,
    );
    expect((await from('203.0.113.7', hired.username)).status).toBe(401);
  });

  it('waits twice as long each time', async () => {
    const guess = (): Promise<Answer> => from('203.0.113.9', 'kitchen@demo.test');
    for (let count = 0; count < 5; count += 1) await guess();
    await eventually(async () => (await guess()).status === 401, 'the first wait to be over', 3_000);
    expect((await guess()).headers.get('retry-after')).toBe('2');
  });

  it('is no faster when all guesses are sent at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => from('203.0.113.10', 'kitchen@demo.test')),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(25);
  });

  it('takes all of a network of IPv6 for one', async () => {
    for (let guess = 0; guess < 5; guess += 1)
      await from(`2001:db8:1:2::${String(guess)}`, 'kitchen@demo.test');
    expect((await from('2001:db8:1:2:ffff:0:0:1', 'kitchen@demo.test')).status).toBe(429);
    expect((await from('2001:db8:1:3::1', 'kitchen@demo.test')).status).toBe(401);
  });

  it('does not slow down many who log in rightly at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => from('203.0.113.11', 'courier@demo.test', demoPassword)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('works as little by the form that sets another password', async () => {
    const { api } = await atWork(manager);
    const guess = (): Promise<Answer> =>
      api.post('/api/v1/auth/password', { old_password: 'a guess', new_password: 'quite another password' });
    for (let count = 0; count < 5; count += 1) expect((await guess()).status).toBe(401);
    expect((await guess()).status).toBe(429);
  });
});

describe('What one instance ends', () => {
  let other: Passline;
  beforeAll(async () => {
    other = await startPassline({ database: world.database });
  });
  afterAll(() => other.stop());

  const elsewhere = ({ token }: Api): Api => new Api(other.url, token);
  /** @returns how long the other instance went on letting in, in ms */
  async function refusedAfter(api: Api): Promise<number> {
    const from = performance.now();
    await eventually(async () => !(await isLetIn(api)), 'the other instance to refuse');
    return performance.now() - from;
  }

  it('every other instance refuses within a second: an account that is shut', async () => {
    const { hired, api } = await atWork(manager);
    expect(await isLetIn(elsewhere(api))).toBe(true);
    await manager.send('PATCH', `${staffPath}/${hired.user_id}`, { disabled: true });
    expect(await refusedAfter(elsewhere(api))).toBeLessThan(1_000);
  });

  it('every other instance refuses within a second: a device that is revoked', async () => {
    const device = await register(manager);
    const till = await deviceApi(world.url, device);
    expect(await isLetIn(elsewhere(till))).toBe(true);
    await manager.send('DELETE', `${devicesPath}/${device.device_id}`);
    expect(await refusedAfter(elsewhere(till))).toBeLessThan(1_000);
  });

  it('an instance that starts later knows of', async () => {
    const cashier = await Api.as(world.url, 'cashier');
    await logOut(cashier.session?.refresh_token);
    const later = await startPassline({ database: world.database });
    const letIn = await isLetIn(new Api(later.url, cashier.token)).finally(() => later.stop());
    expect(letIn).toBe(false);
  });
});
