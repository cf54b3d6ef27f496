import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { type Answer, type Api } from '../support/api.ts';
import { orders, refusal, rivalManager, World } from '../contracts/contract-world.ts';
import { devicesPath, hire, register, staffPath } from './administration-world.ts';

let world: World;
let order: Order;
let userId: string;
let deviceId: string;
beforeAll(async () => {
  world = await World.open();
  const manager = await world.as('manager');
  order = await manager.place();
  userId = (await hire(manager)).user_id;
  deviceId = (await register(manager)).device_id;
});
afterAll(() => world.close());

interface Call {
  readonly name: string;
  readonly ask: (api: Api) => Promise<Answer>;
}
const staff = ['admin', 'manager', 'cashier', 'kitchen', 'courier'] as const;

/** Of one thing of the restaurant, by its id. */
const ofOne: readonly Call[] = [
  { name: 'PATCH /staff/{id}', ask: (api) => api.send('PATCH', `${staffPath}/${userId}`, { name: 'Other' }) },
  {
    name: 'POST /staff/{id}/reset-password',
    ask: (api) => api.post(`${staffPath}/${userId}/reset-password/`),
  },
  { name: 'POST /devices/{id}/rotate', ask: (api) => api.post(`${devicesPath}/${deviceId}/rotate/`) },
  { name: 'GET /{id}/link.svg', ask: (api) => api.get(`${orders}/${order.order_id}/link.svg`) },
  { name: 'POST /{id}/link', ask: (api) => api.post(`${orders}/${order.order_id}/link/`) },
  { name: 'DELETE /{id}/link', ask: (api) => api.send('DELETE', `${orders}/${order.order_id}/link/`) },
  { name: 'DELETE /devices/{id}', ask: (api) => api.send('DELETE', `${devicesPath}/${deviceId}`) },
];

describe('Administration', () => {
  it('is of customers’ own data for customers alone', async () => {
    for (const asker of staff)
      expect(refusal(await (await world.as(asker)).send('DELETE', '/api/v1/customers/me')).code).toBe(
        'forbidden',
      );
  });

  it.each(ofOne.map((call) => [call.name, call] as const))(
    'does not tell another restaurant’s from what does not exist: %s',
    async (_, { ask }) => {
      const rival = await world.as(rivalManager);
      const others = await ask(rival);
      const known = [order.order_id, userId, deviceId];
      [order, userId, deviceId] = [{ ...order, order_id: randomUUID() }, randomUUID(), randomUUID()];
      const none = await ask(rival);
      [order, userId, deviceId] = [{ ...order, order_id: known[0] ?? '' }, known[1] ?? '', known[2] ?? ''];
      expect([others.status, refusal(others).code, refusal(others).detail]).toEqual([
        404,
        refusal(none).code,
        refusal(none).detail,
      ]);
    },
  );

  it('shows a restaurant its own people, devices and figures', async () => {
    const rival = await world.as(rivalManager);
    const { staff: people } = (await rival.get(staffPath)).body as { staff: { username: string }[] };
    expect(people.map(({ username }) => username)).toEqual([rivalManager]);
    expect((await rival.get(devicesPath)).body).toEqual({ devices: [], next_cursor: null });
    expect((await rival.get('/api/v1/restaurant')).body).toMatchObject({ name: 'La Rival', currency: 'MXN' });
  });
});

describe('The restaurant', () => {
  it('changes what it is asked to, and nothing else', async () => {
    const manager = await world.as('manager');
    const before = (await manager.get('/api/v1/restaurant')).body as Record<string, unknown>;
    const changed = await manager.send('PATCH', '/api/v1/restaurant', {
      phone: '+63 2 8555 9999',
      base_preparation_minutes: 35,
    });
    expect(changed.body).toEqual({ ...before, phone: '+63285559999', base_preparation_minutes: 35 });
    expect((await manager.get('/api/v1/restaurant')).body).toEqual(changed.body);
    const { restaurant } = await manager.place();
    expect(restaurant.phone).toBe('+63285559999');
  });

  it.each([
    { timezone: 'Mars/Olympus' },
    { currency: 'XXY' },
    { locale: '!!' },
    { base_preparation_minutes: 0 },
    { phone: '12' },
  ])('takes no %j', async (wish) => {
    expect(refusal(await (await world.as('manager')).send('PATCH', '/api/v1/restaurant', wish)).code).toBe(
      'invalid_request',
    );
  });
});
