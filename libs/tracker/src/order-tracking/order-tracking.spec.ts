import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Snapshot } from '#libs/contracts';
import {
  eventually,
  frame,
  orderId,
  problem,
  TrackingServer,
} from '../order-connection/tracking-server.contract.ts';
import { MemoryStorage } from './memory-storage.contract.ts';
import { NoOrderError, OrderTracking, type TrackingOptions } from './order-tracking.ts';

describe('tracking one order', () => {
  let server: TrackingServer;
  let tracking: OrderTracking;
  let heard: string[];

  const track = (options: Partial<TrackingOptions> = {}): OrderTracking => {
    tracking = new OrderTracking({
      orderId,
      token: 'token',
      server: `http://127.0.0.1:${server.port}`,
      onStatusUpdate: ({ version }, previous) =>
        heard.push(`${previous?.version ?? 'nothing'} to ${version}`),
      onConnectionChange: (status) => heard.push(status),
      onError: ({ code }) => heard.push(code),
      ...options,
    });
    return tracking;
  };
  const known = (): Snapshot['version'] | undefined => tracking.state.orderStatus?.version;

  beforeEach(async () => {
    heard = [];
    Object.assign(globalThis, { localStorage: new MemoryStorage() });
    server = new TrackingServer();
    await server.start();
  });
  afterEach(async () => {
    tracking.stop();
    Reflect.deleteProperty(globalThis, 'localStorage');
    await server.stop();
  });

  it('tells each version once, and how the connection stands', async () => {
    track().start();
    await eventually(() => known() === 1, 'the order');
    server.tracking.emit('order.changed', frame(2));
    server.tracking.emit('order.changed', frame(2));
    server.tracking.emit('order.changed', frame(3));
    await eventually(() => known() === 3, 'version 3');
    expect(heard).toEqual(['connected', 'nothing to 1', '1 to 2', '2 to 3']);
    expect(tracking.state).toMatchObject({
      isConnected: true,
      connectionStatus: 'connected',
      lastUpdate: expect.any(Date),
    });
  });

  it('begins with what was last known, though the server is away, and with how old that is', async () => {
    const before = Date.now();
    track().start();
    await eventually(() => known() === 1, 'the order');
    tracking.stop();
    await server.stop();
    const { orderStatus, lastUpdate, isConnected } = track().state;
    expect([orderStatus?.version, isConnected]).toEqual([1, false]);
    expect(lastUpdate!.getTime() - before).toBeLessThan(30_000);
    await server.start();
  });

  it('forgets an order that it may not follow any more, and says why', async () => {
    track().start();
    await eventually(() => known() === 1, 'the order');
    tracking.stop();
    server.versions.delete(orderId);
    track().start();
    await eventually(() => heard.includes('order_not_found'), 'the refusal');
    expect(tracking.state.connectionStatus).toBe('error');
    expect(track().state.orderStatus).toBeNull();
  });

  it('keeps no order longer than two days', async () => {
    const old = Date.now() - 49 * 60 * 60_000;
    localStorage.setItem('passline:order:old', JSON.stringify({ snapshot: {}, heardAt: old }));
    track().start();
    await eventually(() => known() === 1, 'the order');
    expect(localStorage.getItem('passline:order:old')).toBeNull();
  });

  it('keeps an order that has ended for a day, as its link does', () => {
    const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 60 * 60_000).toISOString();
    const keep = (status: string, hours: number): void =>
      localStorage.setItem(
        `passline:order:${orderId}`,
        JSON.stringify({
          snapshot: { order_id: orderId, status, updated_at: hoursAgo(hours) },
          heardAt: Date.now() - 60_000,
        }),
      );
    const kept = ([status, hours]: readonly [string, number]): readonly [unknown, boolean] => {
      keep(status, hours);
      return [track().state.orderStatus?.status, localStorage.getItem(`passline:order:${orderId}`) !== null];
    };
    expect(
      (
        [
          ['completed', 23],
          ['completed', 25],
          ['cancelled', 25],
          ['delivered', 25],
        ] as const
      ).map(kept),
    ).toEqual([
      ['completed', true],
      [undefined, false],
      [undefined, false],
      ['delivered', true],
    ]);
  });

  it('can be stopped and started again', async () => {
    track().start()();
    server.handshake = problem(503, 'unavailable');
    tracking.start();
    server.handshake = null;
    await eventually(() => known() === 1, 'the order');
  });

  it('knows the order by a tracking token, and refuses to begin without any', () => {
    const token = `${Buffer.from(orderId.replaceAll('-', ''), 'hex').toString('base64url')}.signature`;
    expect(() => track({ orderId: null, token })).not.toThrow();
    expect(() => track({ orderId: null })).toThrow(NoOrderError);
  });
});
