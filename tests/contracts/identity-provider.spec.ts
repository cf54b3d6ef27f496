import { createPublicKey, createSecretKey } from 'node:crypto';
import { type JWK, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { KeyServer } from '../support/key-server.ts';
import { Board } from '../support/screens.ts';
import { orders, refusal, World } from './contract-world.ts';
import { realSigner } from './forged-tokens.ts';

let provider: KeyServer;
let world: World;
let restaurant: string;
beforeAll(async () => {
  provider = await KeyServer.open();
  world = await World.open(provider.settings);
  restaurant = (await world.as('manager')).session?.user.restaurant_id ?? '';
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

const by = async (claims: JWTPayload, header: object = {}): Promise<Api> =>
  new Api(world.url, await provider.token({ restaurant_id: restaurant, ...claims }, header));
const staffPath = '/api/v1/staff';

describe('Whom an identity provider vouches for', () => {
  it('works in the restaurant and the role that the token names, and no further', async () => {
    const kitchen = await by({ role: 'kitchen', name: 'Kim' });
    const order = await (await by({ role: 'cashier' })).place();
    expect((await kitchen.move(order.order_id, 'cooking')).status).toBe('cooking');
    expect(
      refusal(
        await kitchen.change(order.order_id, 'update-status', { status: 'cancelled', reason: 'closed' }),
      ).code,
    ).toBe('forbidden');
    expect([
      (await kitchen.get(staffPath)).status,
      (await (await by({ role: 'manager' })).get(staffPath)).status,
    ]).toEqual([403, 200]);
    const elsewhere = await by({
      role: 'manager',
      restaurant_id: (await world.as('manager@rival.test')).session?.user.restaurant_id,
    });
    expect((await elsewhere.get(`${orders}/${order.order_id}`)).status).toBe(404);
    (await Board.open(world.url, kitchen.token ?? '')).close();
  });

  it('is always the same one in the history, whatever form the subject has', async () => {
    const [first, again] = [
      await by({ role: 'cashier', sub: 'auth0|7' }),
      await by({ role: 'cashier', sub: 'auth0|7' }),
    ];
    const placed = [
      await first.place(),
      await again.place(),
      await (await by({ role: 'cashier', sub: 'auth0|8' })).place(),
    ];
    const rows = await world.rows<{ order_id: string; actor_id: string }>(
      'SELECT order_id, actor_id FROM passline.order_history WHERE order_id = ANY ($1)',
      [placed.map(({ order_id }) => order_id)],
    );
    const actors = placed.map(({ order_id }) => rows.find((row) => row.order_id === order_id)?.actor_id);
    expect([actors[0] === actors[1], actors[0] === actors[2]]).toEqual([true, false]);
  });

  it('is a device with the scopes that the token has, of ours alone', async () => {
    const till = await by({ role: 'device', scope: 'openid orders:read profile' });
    expect([(await till.get(orders)).status, (await till.post(orders, {})).status]).toEqual([200, 403]);
  });

  it('may say by its type that the token is for access (RFC 9068), and sign by RSA', async () => {
    await provider.newKey('RS256');
    await eventually(
      async () =>
        (await (await by({ role: 'cashier', use: undefined }, { typ: 'at+jwt' })).get(orders)).status === 200,
      'the new key to be known',
    );
  });

  it('is nobody here without an account, where the token names a customer', async () => {
    const stranger = await by({ role: 'customer', restaurant_id: undefined });
    expect((await stranger.get(`${orders}/history`)).body).toEqual({ orders: [], next_cursor: null });
    const answer = await stranger.post(orders, {
      fulfilment: 'pickup',
      items: [{ name: 'Ramen', quantity: 1 }],
      restaurant_id: restaurant,
    });
    expect([answer.status, refusal(answer).code]).toEqual([403, 'forbidden']);
  });

  it('is told apart from our own people, who log in as ever', async () => {
    const cashier = await Api.as(world.url, 'cashier');
    expect((await cashier.get(orders)).status).toBe(200);
    (await Board.open(world.url, cashier.token ?? '')).close();
  });
});

describe('An identity provider’s token', () => {
  it.each([
    ['another audience', { aud: 'someone-else' }],
    ['our audience', { aud: 'passline' }],
    ['another issuer', { iss: 'https://evil.test/' }],
    ['our issuer', { iss: 'passline', aud: 'passline' }],
    ['no use', { use: undefined }],
    ['another use', { use: 'id' }],
    ['no end', { exp: undefined }],
    ['an end that is over', { exp: 1 }],
    ['a beginning to come', { nbf: 99_999_999_999 }],
    ['no role', { role: undefined }],
    ['a role that does not exist', { role: 'owner' }],
    ['no restaurant', { restaurant_id: undefined }],
    ['a restaurant that is none', { restaurant_id: 'x' }],
    ['no subject', { sub: '' }],
  ])('is refused with %s', async (_flaw, claims) => {
    expect(refusal(await (await by({ role: 'cashier', ...claims })).get(orders)).code).toBe(
      'unauthenticated',
    );
  });

  it('is refused by another type, name or algorithm of the key, or with its public key as the secret', async () => {
    const { keys } = (await (await fetch(`${provider.issuer}keys`)).json()) as {
      keys: (JWK & { kid: string })[];
    };
    const key = keys.at(-1)!;
    const pem = createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const claims = {
      iss: provider.issuer,
      aud: provider.audience,
      sub: 'x',
      use: 'access',
      role: 'cashier',
      restaurant_id: restaurant,
      exp: 99_999_999_999,
    };
    const hmac = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: key.kid })
      .sign(createSecretKey(Buffer.from(pem)));
    const tokens = [
      hmac,
      await provider.token(claims, { kid: 'unknown' }),
      await provider.token(claims, { kid: keys[0]!.kid }),
      await provider.token({ ...claims, use: undefined }, { typ: 'JWT' }),
    ];
    for (const token of tokens)
      expect(refusal(await new Api(world.url, token).get(orders)).code).toBe('unauthenticated');
  });

  it('is not believed where our own key signed it, nor ours where the provider’s did', async () => {
    const sign = await realSigner(world);
    const claims = {
      iss: provider.issuer,
      aud: provider.audience,
      sub: 'x',
      use: 'access',
      role: 'admin',
      restaurant_id: restaurant,
      exp: 99_999_999_999,
    };
    const [ours] = await world.rows<{ kid: string }>('SELECT kid FROM passline.signing_keys');
    for (const token of [await sign(claims), await provider.token(claims, { kid: ours?.kid ?? '' })])
      expect(refusal(await new Api(world.url, token).get(orders)).code).toBe('unauthenticated');
  });
});

describe('While the provider is away', () => {
  it('what was known of its keys goes on to hold', async () => {
    provider.away = true;
    await eventually(
      async () =>
        (await (await by({ role: 'cashier', sub: crypto.randomUUID() })).get(orders)).status === 200,
      'its people to be served',
    );
    expect((await Api.as(world.url, 'cashier')).token).toBeDefined();
    provider.away = false;
  });

  it('is said so, and not that the token is wrong, where nothing was known yet', async () => {
    provider.away = true;
    const fresh = await World.open(provider.settings);
    const answer = await new Api(
      fresh.url,
      await provider.token({ role: 'cashier', restaurant_id: restaurant }),
    ).get(orders);
    const own = await Api.as(fresh.url, 'cashier');
    await fresh.close();
    provider.away = false;
    expect([refusal(answer).code, answer.headers.get('retry-after'), own.token === undefined]).toEqual([
      'unavailable',
      '1',
      false,
    ]);
  });
});
