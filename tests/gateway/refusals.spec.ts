import { afterEach, describe, expect, it } from '@jest/globals';
import { type FollowAnswer, SocketEvent } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { follow, GatewayWorld, granted } from './gateway-world.ts';

const restaurant = crypto.randomUUID();
let world: GatewayWorld;
afterEach(() => world.close());

const placed = (): string => world.orders.place({ restaurant_id: restaurant }).data.order_id;
const isRefused = (...args: Parameters<GatewayWorld['connect']>): Promise<boolean> =>
  world.connect(...args).then(
    () => false,
    () => true,
  );

/** How many refusals were counted, by code. */
async function counted(): Promise<Record<string, number>> {
  const found = (await world.metrics()).matchAll(/^passline_refusals_total\{code="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...found].map(([, code = '', count]) => [code, Number(count)]));
}

describe('What is refused on sockets', () => {
  it('is counted by its code, as what is refused over HTTP: handshakes, follows, and messages that are none', async () => {
    world = await GatewayWorld.open();
    const customer = await world.orders.accessToken({
      sub: crypto.randomUUID(),
      kind: 'customer',
      role: 'customer',
      restaurant_id: restaurant,
    });
    expect([
      await isRefused('/tracking', 'x'),
      await isRefused('/tracking', undefined),
      await isRefused('/board', customer),
    ]).toEqual([true, true, true]);
    const [own, other] = [placed(), placed()];
    const guest = await world.connect('/tracking', world.orders.trackingToken(own));
    granted(await follow(guest));
    expect((await follow(guest, { order_id: other })).ok).toBe(false);
    expect((await follow(guest, { since: -1 })).ok).toBe(false);
    expect(await guest.emitWithAck(SocketEvent.Unfollow, { order_id: 'none' })).toMatchObject({ ok: false });
    expect(await counted()).toEqual({
      unauthenticated: 2,
      forbidden: 1,
      order_not_found: 1,
      invalid_request: 2,
    });
  });

  it('is counted where too much is asked', async () => {
    world = await GatewayWorld.open({ RATE_LIMITS: 'messages=1' });
    const guest = await world.connect('/tracking', world.orders.trackingToken(placed()));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => guest.emitWithAck(SocketEvent.Follow, {}) as Promise<FollowAnswer>),
    );
    const refused = answers.filter(({ ok }) => !ok).length;
    expect(refused).toBeGreaterThan(0);
    expect(await counted()).toEqual({ too_many_requests: refused });
  });

  it('is counted where nobody is let in at all, and where it cannot be told now who asks', async () => {
    world = await GatewayWorld.open();
    const link = world.orders.trackingToken(placed());
    world.orders.away = true;
    world.client('/tracking', link, { reconnection: false });
    await eventually(
      async () => (await counted())['unavailable'] === 1,
      'the refusal of whoever cannot be judged',
    );
    world.healthy = () => false;
    expect(await isRefused('/tracking', link, { reconnection: false })).toBe(true);
    expect(await counted()).toEqual({ unavailable: 2 });
  });
});
