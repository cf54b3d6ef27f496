import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { drainingSchema, SocketEvent } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { GatewayWorld } from './gateway-world.ts';

let world: GatewayWorld;

beforeEach(async () => {
  world = await GatewayWorld.open();
});
afterEach(() => world.close());

describe('a planned stop', () => {
  it('tells every client when to come back, each at another time, and closes the connections afterwards', async () => {
    const link = world.orders.trackingToken(
      world.orders.place({ restaurant_id: crypto.randomUUID() }).data.order_id,
    );
    const clients = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        world.connect('/tracking', link, { transports: [index % 2 === 0 ? 'websocket' : 'polling'] }),
      ),
    );
    const notified: number[] = [];
    const reasons: string[] = [];
    for (const client of clients) {
      let isNotified = false;
      client.once(SocketEvent.Draining, (frame: unknown) => {
        isNotified = true;
        notified.push(drainingSchema.parse(frame).reconnect_in_ms);
      });
      client.once('disconnect', (reason) => {
        reasons.push(`${String(isNotified)} ${reason}`);
      });
    }
    const began = performance.now();
    await world.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    await eventually(() => reasons.length === clients.length, 'every client gone');
    expect(notified).toHaveLength(clients.length);
    expect(new Set(notified).size).toBeGreaterThan(10);
    expect(Math.max(...notified)).toBeLessThanOrEqual(5_000);
    expect(new Set(reasons)).toEqual(new Set(['true transport close']));
    expect(clients.every(({ active }) => active)).toBe(true);
  });
});
