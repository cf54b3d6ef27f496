import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { problemSchema, SocketEvent } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { KeyServer } from '../support/key-server.ts';
import { follow, GatewayWorld, granted, heardBy } from './gateway-world.ts';

const restaurant = crypto.randomUUID();
let provider: KeyServer;
let world: GatewayWorld;

beforeEach(async () => {
  provider = await KeyServer.open();
  world = await GatewayWorld.open(provider.settings);
});
afterEach(async () => {
  await world.close();
  await provider.close();
});

async function refusal(...args: Parameters<GatewayWorld['connect']>): Promise<string> {
  const error: unknown = await world.connect(...args).then(
    () => {
      throw new Error('was let in');
    },
    (thrown: unknown) => thrown,
  );
  return problemSchema.parse(error instanceof Error && 'data' in error ? error.data : error).code;
}

describe('An identity provider’s token', () => {
  it('opens sockets, as our own tokens go on to', async () => {
    const id = world.orders.place({ restaurant_id: restaurant }).data.order_id;
    const theirs = await provider.token({ role: 'cashier', restaurant_id: restaurant });
    granted(await follow(await world.connect('/tracking', theirs), { order_id: id }));
    await world.connect('/board', theirs);
    await world.connect(
      '/board',
      await world.orders.accessToken({
        sub: crypto.randomUUID(),
        kind: 'staff',
        role: 'manager',
        restaurant_id: restaurant,
      }),
    );
  });

  it('is refused for another audience, issuer, use or time, or by our names', async () => {
    const who = { role: 'cashier', restaurant_id: restaurant };
    const tokens = [
      { aud: 'passline' },
      { iss: 'passline', aud: 'passline' },
      { use: undefined },
      { exp: 1 },
      { exp: undefined },
      { nbf: 99_999_999_999 },
      { role: 'owner' },
      { restaurant_id: undefined },
    ];
    for (const wrong of tokens)
      expect([wrong, await refusal('/tracking', await provider.token({ ...who, ...wrong }))]).toEqual([
        wrong,
        'unauthenticated',
      ]);
  });

  it('closes its socket when it expires', async () => {
    const soon = Math.ceil(Date.now() / 1_000) + 3;
    const heard = heardBy(
      world.client(
        '/board',
        await provider.token({ role: 'cashier', restaurant_id: restaurant, exp: soon }),
        { reconnection: false },
      ),
    );
    await eventually(() => heard.some(({ event }) => event === 'disconnect'), 'the socket closed', 20_000);
    expect(heard.map(({ event }) => event)).toEqual(['connect', SocketEvent.TokenExpiring, 'disconnect']);
    expect(Date.now()).toBeGreaterThanOrEqual(soon * 1_000);
  });

  it('leaves our own tokens alone while the provider is away', async () => {
    provider.away = true;
    await world.connect(
      '/board',
      await world.orders.accessToken({
        sub: crypto.randomUUID(),
        kind: 'staff',
        role: 'manager',
        restaurant_id: restaurant,
      }),
    );
  });
});

describe('The keys of orders', () => {
  it('are not asked for because a token names one that nobody knows', async () => {
    const staff = { sub: crypto.randomUUID(), kind: 'staff', role: 'manager', restaurant_id: restaurant };
    await world.connect('/board', await world.orders.accessToken(staff));
    const before = world.orders.keysRead;
    for (let count = 0; count < 20; count += 1)
      expect(
        await refusal(
          '/board',
          await provider.token(
            { role: 'cashier', restaurant_id: restaurant },
            { kid: crypto.randomUUID(), jku: `${provider.issuer}evil` },
          ),
        ),
      ).toBe('unauthenticated');
    expect([world.orders.keysRead, provider.asked.filter((path) => path !== '/keys')]).toEqual([before, []]);
  });
});
