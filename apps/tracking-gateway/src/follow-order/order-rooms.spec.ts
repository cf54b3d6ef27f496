import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Registry } from 'prom-client';
import type { OrderChanged, OwnedSnapshot } from '#libs/contracts';
import { OrdersClient } from '#libs/orders-client';
import { Health, OwnUrl } from '#libs/service-kit';
import { EventFeed } from '../event-feed/index.ts';
import { GatewayMetrics } from '../metrics/index.ts';
import { SnapshotLoader } from '../snapshots/index.ts';
import type { ClientSocket } from '../sockets/index.ts';
import { OrderRooms } from './order-rooms.ts';

const orderId = '01981a2b-3c4d-7e5f-8a6b-9c0d1e2f3a4b';
const orders = new OrdersClient(new OwnUrl(), { id: 'passline', secret: 'known-to-the-services' });
const socket = {} as ClientSocket;
const customer = { viewer: { kind: 'customer' }, restaurantId: null } as const;
const owned = (order_id: string, notes = '') =>
  ({
    order_id,
    restaurant_id: order_id,
    customer_id: null,
    snapshot: { version: 1, status_history: [{ version: 1, notes }] },
  }) as unknown as OwnedSnapshot;
const frame = (version: number) => ({ order_id: orderId, version }) as OrderChanged;
let rooms: OrderRooms;

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});
beforeEach(() => {
  const feed = new EventFeed(() => true, new Health());
  rooms = new OrderRooms(new SnapshotLoader(orders), feed, new GatewayMetrics(new Registry()));
});

describe('the room of an order', () => {
  it('is the same for all who ask for it, until the last of them has come or gone', () => {
    const [first, second] = [rooms.enter(orderId), rooms.enter(orderId)];
    expect(second).toBe(first);
    rooms.release(first);
    expect(rooms.find(orderId)).toBe(first);
    rooms.release(second);
    expect(rooms.find(orderId)).toBeUndefined();
  });

  it('stays open for whoever came in, and is closed when they leave', () => {
    const room = rooms.enter(orderId);
    room.goLive(socket, 2);
    rooms.release(room);
    expect(rooms.find(orderId)?.version).toBe(2);
    rooms.leave(socket, orderId);
    expect(rooms.find(orderId)).toBeUndefined();
  });

  it('is kept once the last has left, with what was read, until too many others are', async () => {
    const read = jest
      .spyOn(orders, 'snapshots')
      .mockImplementation((asked) => Promise.resolve(asked.map(({ order_id }) => owned(order_id))));
    const leave = async (id: string): Promise<void> => {
      const room = rooms.enter(id);
      await room.snapshots.read(customer, 0);
      rooms.release(room);
    };
    await leave(orderId);
    const kept = rooms.enter(orderId);
    expect((await kept.snapshots.read(customer, 0))?.order_id).toBe(orderId);
    rooms.release(kept);
    expect(read.mock.calls).toHaveLength(1);
    await Promise.all(Array.from({ length: 5_000 }, () => leave(randomUUID())));
    expect(rooms.enter(orderId)).not.toBe(kept);
  });

  it('hears every change once it is entered again, whoever says that they leave it meanwhile', async () => {
    jest
      .spyOn(orders, 'snapshots')
      .mockImplementation((asked) => Promise.resolve(asked.map(({ order_id }) => owned(order_id))));
    const left = rooms.enter(orderId);
    await left.snapshots.read(customer, 0);
    rooms.release(left);
    // A hole: what was kept is of no more use.
    rooms.publish(frame(3));
    rooms.leave(socket, orderId);
    const room = rooms.enter(orderId);
    room.goLive({ ...socket, connected: true } as ClientSocket, 3);
    rooms.release(room);
    expect(rooms.find(orderId)).toBe(room);
  });
});

describe('what was kept of an order', () => {
  it.each([
    ['with notes is read again after ten minutes, as they may be erased', 'thank you', 2],
    ['without any is kept for as long as someone comes back', '', 1],
  ])('%s', async (_what, notes, times) => {
    jest.useFakeTimers();
    const asked = jest
      .spyOn(orders, 'snapshots')
      .mockImplementation((all) => Promise.resolve(all.map(({ order_id }) => owned(order_id, notes))));
    for (let visit = 0; visit < 3; visit += 1) {
      const room = rooms.enter(orderId);
      const read = room.snapshots.read(customer, 0);
      await jest.advanceTimersByTimeAsync(10);
      await read;
      rooms.release(room);
      await jest.advanceTimersByTimeAsync(9 * 60_000);
    }
    expect(asked.mock.calls).toHaveLength(times);
  });

  it('is gone ten minutes after the last has left', async () => {
    jest.useFakeTimers();
    const asked = jest
      .spyOn(orders, 'snapshots')
      .mockImplementation((all) => Promise.resolve(all.map(({ order_id }) => owned(order_id))));
    for (let visit = 0; visit < 2; visit += 1) {
      const room = rooms.enter(orderId);
      const read = room.snapshots.read(customer, 0);
      await jest.advanceTimersByTimeAsync(10);
      await read;
      rooms.release(room);
      await jest.advanceTimersByTimeAsync(11 * 60_000);
    }
    expect(asked.mock.calls).toHaveLength(2);
  });
});
