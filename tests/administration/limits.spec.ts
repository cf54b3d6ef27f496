import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { type Answer, Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { demoPassword, type Passline, startPassline } from '../support/passline.ts';
import { orders, refusal, rivalManager, World } from '../contracts/contract-world.ts';
import { apiOf, atWork, logIn } from './administration-world.ts';

/**
 * Small enough to be reached by a few requests: at once 60 of an account, a device, a link or from an
 * address, 40 passwords, 30 tokens.
 */
const settings = {
  RATE_LIMITS: 'account=20,device=20,link=10,address=30,passwords=1,tokens=3',
  TRUST_PROXY: 'true',
};

let world: World;
let manager: Api;
let order: Order;
beforeAll(async () => {
  world = await World.open(settings);
  manager = await world.as('manager');
  order = await manager.place();
});
afterAll(() => world.close());

let addresses = 0;
/** An address that nobody has come from yet. */
const elsewhere = (): Record<string, string> => ({
  'x-forwarded-for': `198.51.100.${String((addresses += 1))}`,
});
const many = (count: number, ask: (index: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => ask(index)));
const refused = (answers: readonly Answer[]): Answer[] => answers.filter(({ status }) => status === 429);
const hits = async (limit: string): Promise<number> =>
  Number(
    new RegExp(`passline_limit_hits_total\\{limit="${limit}"\\} (\\d+)`).exec(
      String((await new Api(world.url).get('/metrics')).body),
    )?.[1] ?? 0,
  );

/** All that a refusal for a limit has to say. */
function proper(answer: Answer | undefined, of: string): void {
  if (answer === undefined) throw new Error('nothing was refused');
  const { code, detail } = refusal(answer);
  const seconds = answer.headers.get('retry-after') ?? '';
  expect([code, detail]).toEqual(['too_many_requests', `Too many ${of}: wait ${seconds} s and try again.`]);
  expect(Number(seconds)).toBeGreaterThanOrEqual(1);
  const { policy, limit } = limitsIn(answer);
  expect([limit?.['name'], limit?.['left']]).toEqual([policy?.['name'], '0']);
}

/** The structured fields that tell of a limit. */
function limitsIn({ headers }: Answer) {
  const policy = /^"(?<name>[a-z]+)";q=(?<quota>[1-9]\d*);w=(?<window>[1-9]\d*)$/;
  const limit = /^"(?<name>[a-z]+)";r=(?<left>\d+);t=(?<full>\d+)$/;
  return {
    policy: policy.exec(headers.get('ratelimit-policy') ?? '')?.groups,
    limit: limit.exec(headers.get('ratelimit') ?? '')?.groups,
  };
}

describe('An answer', () => {
  it('tells of the limit that is nearest, and what is left of it', async () => {
    const { api } = await atWork(manager);
    const [first, second] = [
      await api.get(`${orders}/history?limit=1`, elsewhere()),
      await api.get(`${orders}/history?limit=1`, elsewhere()),
    ];
    expect([first, second].map((answer) => limitsIn(answer).policy)).toEqual(
      Array(2).fill({ name: 'account', quota: '60', window: '3' }),
    );
    const left = [first, second].map((answer) => Number(limitsIn(answer).limit?.['left']));
    expect(left.every((each) => each > 40 && each < 60)).toBe(true);
  });

  it.each([
    ['GET', orders, 'address'],
    ['POST', '/api/v1/auth/login', 'passwords'],
    ['POST', '/api/v1/auth/token', 'tokens'],
    ['GET', '/api/v1/nothing', 'address'],
  ])('of %s %s tells of it even to who is refused', async (method, path, name) => {
    const { policy, limit } = limitsIn(await new Api(world.url).send(method, path, undefined, elsewhere()));
    expect([policy?.['name'], limit?.['name']]).toEqual([name, name]);
  });

  it('to what watches over the service tells of none', async () => {
    const { headers } = await new Api(world.url).get('/health/live');
    expect([headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([null, null]);
  });

  it('may be read by pages of other origins', async () => {
    const { headers } = await new Api(world.url).get(`${orders}/${order.order_id}/status/`, {
      ...elsewhere(),
      origin: 'https://a-restaurant.example',
    });
    expect(headers.get('access-control-expose-headers')).toMatch(/\bRateLimit, RateLimit-Policy\b/);
  });
});

describe('Too many requests', () => {
  const isServed = (api: Api, path = `${orders}?limit=1`): Promise<boolean> =>
    api.get(path, elsewhere()).then(({ status }) => status === 200);

  it('by one account are refused with the time to wait, then served again; its colleagues notice nothing', async () => {
    const { api } = await atWork(manager);
    const answers = await many(150, () => api.get(`${orders}/history?limit=1`, elsewhere()));
    const served = answers.filter(({ status }) => status === 200).length;
    expect([served >= 50, served + refused(answers).length]).toEqual([true, 150]);
    proper(refused(answers)[0], 'requests by this account');
    expect([
      (await hits('account')) >= refused(answers).length,
      await isServed(await world.as('cashier')),
    ]).toEqual([true, true]);
    await eventually(() => isServed(api), 'the account to be served again', 3_000);
  });

  it('by one device are refused', async () => {
    const device = await world.device();
    proper(
      refused(await many(150, () => device.get(`${orders}?limit=1`, elsewhere())))[0],
      'requests by this device',
    );
  });

  it('by one tracking link are refused, wherever they come from', async () => {
    const guest = manager.guest(order);
    proper(
      refused(await many(150, () => guest.get(`${orders}/${order.order_id}/status/`, elsewhere())))[0],
      'requests by this link',
    );
    expect(await isServed(await world.as('cashier'), `${orders}/${order.order_id}/status/`)).toBe(true);
  });

  it('from one address are refused before anything else is looked at, and a page may read it', async () => {
    const from = { ...elsewhere(), origin: 'https://a-restaurant.example' };
    const path = `${orders}/${order.order_id}/status/`;
    const answers = await many(400, () => new Api(world.url).get(path, from));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]));
    proper(refused(answers)[0], 'requests from this address');
    expect([
      refused(answers)[0]?.headers.get('access-control-allow-origin'),
      refused(answers)[0]?.headers.get('referrer-policy'),
    ]).toEqual(['https://a-restaurant.example', 'no-referrer']);
    expect((await new Api(world.url).get(path, elsewhere())).status).toBe(401);
    expect((await fetch(`${world.url}/health/live`, { headers: from })).status).toBe(200);
  });
});

describe('Whoever is not known yet', () => {
  const bogus = (path: string, from: Record<string, string>) => (): Promise<Answer> =>
    new Api(world.url).post(
      path,
      { username: `${randomUUID()}@example.test`, password: 'a guess', refresh_token: randomUUID() },
      from,
    );

  it('cannot have one password after another hashed, under whatever name; the owner of a name logs in from elsewhere', async () => {
    const from = elsewhere();
    const answers = await many(60, bogus('/api/v1/auth/login', from));
    proper(refused(answers)[0], 'passwords from this address');
    expect([
      answers.filter(({ status }) => status === 401).length >= 40,
      (await hits('passwords')) > 0,
    ]).toEqual([true, true]);
    const asOwner = await many(20, () => logIn(world.url, 'courier@demo.test', demoPassword, from));
    expect(refused(asOwner).length).toBeGreaterThan(0);
    expect((await logIn(world.url, 'courier@demo.test', demoPassword, elsewhere())).status).toBe(200);
    await eventually(
      async () => (await logIn(world.url, 'courier@demo.test', demoPassword, from)).status === 200,
      'the address to be served again',
      4_000,
    );
  });

  it('cannot try one refresh token, or one device’s secret, after another', async () => {
    const answers = await many(60, bogus('/api/v1/auth/refresh', elsewhere()));
    proper(refused(answers)[0], 'requests for tokens from this address');
    const from = elsewhere();
    const forms = await Promise.all(
      Array.from({ length: 60 }, () =>
        fetch(`${world.url}/api/v1/auth/token`, {
          method: 'POST',
          headers: from,
          body: new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: 'till',
            client_secret: randomUUID(),
          }),
        }),
      ),
    );
    expect(new Set(forms.map(({ status }) => status))).toEqual(new Set([401, 429]));
  });
});

describe('Two instances', () => {
  let other: Passline;
  beforeAll(async () => {
    other = await startPassline({ database: world.database, settings });
  });
  afterAll(() => other.stop());

  it('let no more through together than one alone', async () => {
    const { api } = await atWork(manager);
    const both = [api, new Api(other.url, api.token)];
    const begun = performance.now();
    let [served, asked] = [0, 0];
    while (performance.now() - begun < 4_000) {
      const answers = await many(10, (index) =>
        both[index % 2]!.get(`${orders}/history?limit=1`, elsewhere()),
      );
      [served, asked] = [
        served + answers.filter(({ status }) => status === 200).length,
        asked + answers.length,
      ];
    }
    const oneAlone = 60 + (20 * (performance.now() - begun)) / 1_000;
    expect(asked).toBeGreaterThan(2 * oneAlone);
    expect([served >= 0.8 * oneAlone, served <= 1.3 * oneAlone, served, oneAlone]).toEqual([
      true,
      true,
      served,
      oneAlone,
    ]);
  });

  it('slow down the guesses of one password together', async () => {
    const { hired } = await atWork(manager);
    const from = elsewhere();
    const guess = (url: string): Promise<Answer> => logIn(url, hired.username, 'a guess', from);
    for (let count = 0; count < 5; count += 1)
      expect((await guess(count % 2 === 0 ? world.url : other.url)).status).toBe(401);
    expect([(await guess(world.url)).status, (await guess(other.url)).status]).toEqual([429, 429]);
    const keys = await world.rows<{ key: Buffer }>('SELECT key FROM passline.password_guesses');
    expect(keys.every(({ key }) => key.length === 16 && !key.toString('latin1').includes('198.51'))).toBe(
      true,
    );
  });
});

describe('One restaurant', () => {
  it('takes no more than its share, by however many accounts; another notices nothing', async () => {
    const tight = await startPassline({
      database: world.database,
      settings: { RATE_LIMITS: 'restaurant=20', TRUST_PROXY: 'true' },
    });
    const people = await Promise.all(
      [rivalManager, rivalManager].map((account) => Api.as(tight.url, account)),
    );
    people.push(apiOf(tight.url, (await atWork(people[0]!)).api.session!));
    const answers = await many(150, (index) =>
      people[index % people.length]!.get(`${orders}?limit=1`, elsewhere()),
    );
    const other = await new Api(tight.url, manager.token).get(`${orders}?limit=1`, elsewhere());
    await tight.stop();
    proper(refused(answers)[0], 'requests for this restaurant');
    expect([answers.filter(({ status }) => status === 200).length >= 35, other.status]).toEqual([true, 200]);
  });
});

describe('RATE_LIMITS=off', () => {
  it('refuses nobody', async () => {
    const free = await startPassline({ database: world.database, settings: { RATE_LIMITS: 'off' } });
    const answers = await many(300, () =>
      new Api(free.url).post('/api/v1/auth/refresh', { refresh_token: randomUUID() }),
    );
    await free.stop();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  });
});
