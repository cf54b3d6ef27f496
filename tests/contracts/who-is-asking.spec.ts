import { createHash, randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deviceTokenSchema, type Order, sessionSchema } from '#libs/contracts';
import { type Answer, Api } from '../support/api.ts';
import { demoPassword } from '../support/passline.ts';
import { oauthRefusal, orders, refusal, sameForAll, World } from './contract-world.ts';
import { realSigner } from './forged-tokens.ts';
import { operationsOf, readDocument } from './operations.ts';

let world: World;
let cashier: Api;
let order: Order;
beforeAll(async () => {
  world = await World.open();
  cashier = await world.as('cashier');
  order = await cashier.place();
});
afterAll(() => world.close());

const statusPath = (): string => `${orders}/${order.order_id}/status/`;
const withHeader = (authorization: string): Promise<Answer> =>
  new Api(world.url).get(statusPath(), { authorization });

describe('Who is asking', () => {
  it('is asked by every operation but those that are there to log in, or for everyone', async () => {
    const open: string[] = [];
    for (const { name, method, path, secured } of operationsOf(await readDocument(world.url))) {
      const answer = await new Api(world.url).send(
        method,
        path.replace(/\{\w+\}/g, order.order_id),
        method === 'GET' ? undefined : {},
      );
      if (secured)
        expect([name, answer.status, refusal(answer).code]).toEqual([name, 401, 'unauthenticated']);
      else open.push(name);
    }
    for (const name of open)
      expect(name).toMatch(/\/(health|metrics|mailbox|\.well-known|api\/v1\/(auth|sms|customers|tables))\b/);
  });

  it.each(['Basic YTpi', 'Token x', 'Bearer', 'Bearer ', 'Bearer a b', 'Digest username="a"', 'null'])(
    'is not told by "Authorization: %s"',
    async (header) => {
      const answer = await withHeader(header);
      expect([answer.status, refusal(answer).code]).toEqual([401, 'unauthenticated']);
    },
  );

  it('is not told by a bare token, a cookie or the address', async () => {
    const token = cashier.token ?? '';
    for (const answer of [
      await withHeader(token),
      await new Api(world.url).get(statusPath(), { cookie: `token=${token}` }),
      await new Api(world.url).get(`${statusPath()}?access_token=${token}&token=${token}`),
    ]) {
      expect(refusal(answer).code).toBe('unauthenticated');
    }
  });

  it('is told by a token that the service’s key signed, whatever the case of "bearer"', async () => {
    const sign = await realSigner(world);
    const own = await sign(decodeJwt(cashier.token ?? ''));
    expect([(await withHeader(`Bearer ${own}`)).status, (await withHeader(`bearer ${own}`)).status]).toEqual([
      200, 200,
    ]);
  });
});

describe('Logging in', () => {
  const login = (username: unknown, password: unknown = demoPassword): Promise<Answer> =>
    new Api(world.url).post('/api/v1/auth/login', { username, password });
  const refresh = (refresh_token: string): Promise<Answer> =>
    new Api(world.url).post('/api/v1/auth/refresh', { refresh_token });

  it('gives a token for a quarter of an hour and says who came', async () => {
    const { status, body } = await login('Cashier@Demo.Test');
    const session = sessionSchema.parse(body);
    expect([status, session.expires_in, session.user]).toEqual([
      200,
      900,
      expect.objectContaining({ role: 'cashier', name: 'Carla Cashier' }),
    ]);
    const { iat = 0, exp = 0 } = decodeJwt(session.access_token);
    expect(exp - iat).toBe(900);
    expect(JSON.stringify(body)).not.toMatch(/password|hash/);
  });

  it('does not tell a wrong password from a wrong name', async () => {
    const answers = [
      await login('cashier@demo.test', 'guess'),
      await login('nobody@demo.test', 'guess'),
      await login("' OR 1=1 --"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(answers.map((answer) => JSON.stringify(sameForAll(answer)))).size).toBe(1);
  });

  it('ends for an account that is disabled', async () => {
    const session = sessionSchema.parse((await login('courier@demo.test')).body);
    await world.rows(`UPDATE passline.accounts SET disabled_at = now() WHERE username = 'courier@demo.test'`);
    expect(refusal(await login('courier@demo.test')).code).toBe('unauthenticated');
    expect(refusal(await refresh(session.refresh_token)).code).toBe('unauthenticated');
    await world.rows('UPDATE passline.accounts SET disabled_at = NULL');
  });

  it('spends a refresh token at its first use; a second use ends all that came from it', async () => {
    const first = sessionSchema.parse((await login('cashier@demo.test')).body);
    const second = sessionSchema.parse((await refresh(first.refresh_token)).body);
    expect(second.user).toEqual(first.user);
    expect((await new Api(world.url, second.access_token).get(statusPath())).status).toBe(200);
    expect(refusal(await refresh(first.refresh_token)).code).toBe('unauthenticated');
    expect(refusal(await refresh(second.refresh_token)).code).toBe('unauthenticated');
  });

  it('lets one of twenty spend the same refresh token', async () => {
    const { refresh_token } = sessionSchema.parse((await login('cashier@demo.test')).body);
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(refresh_token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('A device', () => {
  const token = async (
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(`${world.url}/api/v1/auth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
      headers,
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };

  it('gets its token by form or by Basic, with no more scopes than it has and as few as it asks for', async () => {
    await addDevice('till', 'tills-secret', ['status:write', 'orders:read']);
    const basic = { authorization: `Basic ${btoa('till:tills-secret')}` };
    const byForm = deviceTokenSchema.parse(
      (await token({ client_id: 'till', client_secret: 'tills-secret' })).body,
    );
    const byBasic = deviceTokenSchema.parse((await token({ scope: 'orders:read' }, basic)).body);
    expect([byForm.scope.split(' ').sort(), byBasic.scope, byForm.token_type, byForm.expires_in]).toEqual([
      ['orders:read', 'status:write'],
      'orders:read',
      'Bearer',
      900,
    ]);
    expect((await new Api(world.url, byBasic.access_token).get(orders)).status).toBe(200);
    expect(
      refusal(
        await new Api(world.url, byBasic.access_token).change(order.order_id, 'update-status', {
          status: 'ready',
        }),
      ).code,
    ).toBe('forbidden');
  });

  it('gets none with a wrong secret, or once it is revoked', async () => {
    await addDevice('revoked', 'right', ['orders:read'], 'now()');
    const tries = [
      await token({ client_id: 'till', client_secret: 'guess' }),
      await token({ client_id: 'nobody', client_secret: 'x' }),
      await token({}),
      await token({ client_id: 'revoked', client_secret: 'right' }),
      await token({}, { authorization: `Basic ${btoa('till:')}` }),
    ];
    expect(tries.map((answer) => [answer.status, oauthRefusal(answer).error])).toEqual(
      tries.map(() => [401, 'invalid_client']),
    );
  });

  async function addDevice(
    client: string,
    secret: string,
    scopes: readonly string[],
    revoked = 'NULL',
  ): Promise<void> {
    const hash = createHash('sha256').update(secret).digest('hex');
    const text = `INSERT INTO passline.devices (device_id, restaurant_id, name, client_id, secret_hash, scopes, revoked_at) VALUES ($1, $2, 'Till', $3, $4, $5, ${revoked})`;
    await world.rows(text, [randomUUID(), cashier.session?.user.restaurant_id, client, hash, scopes]);
  }
});
