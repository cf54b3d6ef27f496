import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { meSchema, restaurantSchema } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { refusal, rivalManager, World } from '../contracts/contract-world.ts';
import { apiOf, hire, logIn } from './administration-world.ts';
import { sessionSchema } from '#libs/contracts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const me = async (api: Api): Promise<unknown> => meSchema.strict().parse((await api.get('/api/v1/me')).body);

describe('Whoever has a token', () => {
  it.each(['admin', 'manager', 'cashier', 'kitchen', 'courier', rivalManager])(
    'is told who they are, of staff: %s',
    async (account) => {
      const api = await world.as(account);
      const { user_id, role, name, restaurant_id } = api.session?.user ?? {};
      expect(await me(api)).toEqual({
        kind: 'staff',
        user_id,
        name,
        role,
        scopes: [],
        restaurant_id,
        restaurant: { restaurant_id, name: expect.any(String) },
      });
    },
  );

  it('is told so as a device, with its scopes, a customer, and a guest', async () => {
    const cashier = await world.as('cashier');
    const restaurantId = cashier.session?.user.restaurant_id;
    const order = await cashier.place();
    expect(await me(await world.device(['orders:read', 'status:write']))).toMatchObject({
      kind: 'device',
      device_id: expect.any(String),
      role: 'device',
      scopes: ['orders:read', 'status:write'],
      restaurant_id: restaurantId,
    });
    expect(await me(await world.as('customer'))).toMatchObject({
      kind: 'customer',
      role: 'customer',
      scopes: [],
    });
    expect(await me(cashier.guest(order))).toEqual({
      kind: 'guest',
      order_id: order.order_id,
      name: null,
      role: null,
      scopes: [],
      restaurant_id: restaurantId,
      restaurant: { restaurant_id: restaurantId, name: order.restaurant.name },
    });
  });

  it('is told nothing without one, or with a one-time password', async () => {
    expect(refusal(await new Api(world.url).get('/api/v1/me')).code).toBe('unauthenticated');
    const hired = await hire(await world.as('manager'));
    const session = sessionSchema.parse(
      (await logIn(world.url, hired.username, hired.one_time_password)).body,
    );
    expect(refusal(await apiOf(world.url, session).get('/api/v1/me')).code).toBe('password_change_required');
  });
});

describe('The restaurant', () => {
  it('is read by its staff and its devices, whatever they may do, and changed by its managers', async () => {
    const readers = [
      await world.as('kitchen'),
      await world.as('courier'),
      await world.device(['status:write']),
    ];
    for (const reader of readers) {
      expect(restaurantSchema.parse((await reader.get('/api/v1/restaurant')).body).name).toBe(
        'Mabuhay Kitchen',
      );
      expect(refusal(await reader.send('PATCH', '/api/v1/restaurant', { name: 'Mine' })).code).toBe(
        'forbidden',
      );
    }
    const strangers = [await world.as('customer'), new Api(world.url)];
    const answers = await Promise.all(strangers.map((stranger) => stranger.get('/api/v1/restaurant')));
    expect(answers.map(({ status }) => status)).toEqual([403, 401]);
  });
});
