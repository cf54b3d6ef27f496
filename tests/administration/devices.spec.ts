import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { devicePageSchema, deviceWithSecretSchema, posDeviceSchema } from '#libs/contracts';
import { type Api } from '../support/api.ts';
import { refusal, World } from '../contracts/contract-world.ts';
import { askToken, deviceApi, devicesPath, isLetIn, register } from './administration-world.ts';

let world: World;
let manager: Api;
beforeAll(async () => {
  world = await World.open();
  manager = await world.as('manager');
});
afterAll(() => world.close());

describe('A POS device', () => {
  it('acts within its scopes with the secret that was shown once', async () => {
    const device = await register(manager, { name: 'Till 7', scopes: ['orders:read', 'orders:read'] });
    expect(device).toMatchObject({
      name: 'Till 7',
      scopes: ['orders:read'],
      last_seen_at: null,
      revoked_at: null,
    });
    const till = await deviceApi(world.url, device);
    expect((await till.get('/api/v1/online/orders')).status).toBe(200);
    expect(
      refusal(
        await till.post('/api/v1/online/orders', {
          fulfilment: 'pickup',
          items: [{ name: 'Tea', quantity: 1 }],
        }),
      ).code,
    ).toBe('forbidden');
    const { devices } = devicePageSchema.parse((await manager.get(devicesPath)).body);
    const shown = devices.find(({ device_id }) => device_id === device.device_id);
    expect(Date.now() - Date.parse(shown?.last_seen_at ?? '')).toBeLessThan(60_000);
    expect(JSON.stringify(devices)).not.toMatch(/secret|hash/);
  });

  it('is not seen by a guess at its secret', async () => {
    const device = await register(manager);
    expect((await askToken(world.url, { ...device, client_secret: 'guess' })).status).toBe(401);
    const [row] = await world.rows('SELECT last_seen_at FROM passline.devices WHERE device_id = $1', [
      device.device_id,
    ]);
    expect(row).toEqual({ last_seen_at: null });
  });

  it('with another secret is refused with the old one and its tokens, and goes on with the new one', async () => {
    const old = await register(manager);
    const till = await deviceApi(world.url, old);
    const { status, body } = await manager.post(`${devicesPath}/${old.device_id}/rotate`);
    const rotated = deviceWithSecretSchema.parse(body);
    expect([status, rotated.client_id, rotated.client_secret === old.client_secret]).toEqual([
      200,
      old.client_id,
      false,
    ]);
    expect([await isLetIn(till), (await askToken(world.url, old)).status]).toEqual([false, 401]);
    expect(await isLetIn(await deviceApi(world.url, rotated))).toBe(true);
  });

  it('that is revoked is refused at the very next request, for good', async () => {
    const device = await register(manager);
    const till = await deviceApi(world.url, device);
    expect(await isLetIn(till)).toBe(true);
    const { status, body } = await manager.send('DELETE', `${devicesPath}/${device.device_id}`);
    const { revoked_at } = posDeviceSchema.parse(body);
    expect([status, revoked_at === null]).toEqual([200, false]);
    expect(refusal(await till.get('/api/v1/online/orders')).code).toBe('unauthenticated');
    expect((await askToken(world.url, device)).status).toBe(401);
    expect(refusal(await manager.post(`${devicesPath}/${device.device_id}/rotate`)).code).toBe('not_found');
    const again = await manager.send('DELETE', `${devicesPath}/${device.device_id}`);
    expect(again.body).toEqual(body);
  });

  it('is still named by the history once it is revoked', async () => {
    const device = await register(manager, { name: 'Till of old' });
    const order = await manager.place();
    await (await deviceApi(world.url, device)).move(order.order_id, 'confirmed');
    await manager.send('DELETE', `${devicesPath}/${device.device_id}`);
    expect((await manager.snapshot(order.order_id)).status_history.at(-1)?.updated_by).toBe('Till of old');
  });

  it.each([{ scopes: [] }, { scopes: ['everything'] }, { name: '' }, { scopes: 'orders:read' }])(
    'is not registered with %j',
    async (wish) => {
      expect(
        refusal(await manager.post(devicesPath, { name: 'Till', scopes: ['orders:read'], ...wish })).code,
      ).toBe('invalid_request');
    },
  );

  it('is listed newest first, page by page', async () => {
    const [first, second, third] = [
      await register(manager),
      await register(manager),
      await register(manager),
    ];
    const page = devicePageSchema.parse((await manager.get(`${devicesPath}?limit=2`)).body);
    const next = devicePageSchema.parse(
      (await manager.get(`${devicesPath}?limit=2&cursor=${page.next_cursor ?? ''}`)).body,
    );
    expect([...page.devices, ...next.devices].slice(0, 3).map(({ device_id }) => device_id)).toEqual([
      third.device_id,
      second.device_id,
      first.device_id,
    ]);
  });
});
