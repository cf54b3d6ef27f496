import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import { internalPaths, SocketEvent } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { follow, Gate, GatewayWorld, granted, shown, versions } from './gateway-world.ts';

const restaurant = crypto.randomUUID();
let world: GatewayWorld;
/** An order that is being cooked, version 2, and its link. */
let id: string;
let link: string;

beforeEach(async () => {
  world = await GatewayWorld.open();
  id = world.orders.place({ restaurant_id: restaurant }).data.order_id;
  world.orders.change(id, { status: 'cooking' });
  link = world.orders.trackingToken(id);
});
afterEach(() => world.close());

const connectGuest = (): Promise<Socket> => world.connect('/tracking', link);
const connectStaff = async (): Promise<Socket> =>
  world.connect(
    '/tracking',
    await world.orders.accessToken({
      sub: crypto.randomUUID(),
      kind: 'staff',
      role: 'manager',
      restaurant_id: restaurant,
    }),
  );
const unfollow = (client: Socket): Promise<unknown> => client.emitWithAck(SocketEvent.Unfollow, {});
/** How often `orders` was asked where the order stands. */
const timesAsked = (): number => world.orders.snapshotCalls.length;
const socketsAre = (count: number): Promise<boolean> =>
  eventually(
    async () =>
      (await world.metrics()).includes(`passline_gateway_sockets{namespace="/tracking"} ${String(count)}\n`),
    `${String(count)} sockets`,
  );

/** Holds up the first answer to where the order stands, and no other. */
function holdFirstAnswer(): Gate {
  const gate = new Gate();
  let answers = 0;
  world.orders.hold = (path) =>
    path === internalPaths.snapshots && ++answers === 1 ? gate.pass() : Promise.resolve();
  return gate;
}

describe('the screens that follow an order', () => {
  it('are not joined by one that left while its snapshot was read', async () => {
    const [leaving, staying] = [await connectGuest(), await connectGuest()];
    const late = holdFirstAnswer();
    leaving.emit(SocketEvent.Follow, {}, () => undefined);
    await late.reached;
    const answer = follow(staying);
    leaving.disconnect();
    await socketsAre(1);
    late.open();
    granted(await answer);
    const frames = shown(staying);
    await world.publish(world.orders.change(id, { status: 'ready' }));
    await eventually(() => frames.length === 1, 'the change on the screen that stayed');
    expect(await world.metrics()).toContain('passline_gateway_frames_total{event="order.changed"} 1\n');
  });

  it('are answered from memory when they come back, with what happened while nobody was there', async () => {
    const guest = await connectGuest();
    granted(await follow(guest));
    await unfollow(guest);
    granted(await follow(guest));
    guest.disconnect();
    await socketsAre(0);
    await world.publish(world.orders.change(id, { status: 'ready' }));
    const snapshot = granted(await follow(await connectGuest()));
    expect([snapshot.version, snapshot.status, timesAsked()]).toEqual([3, 'ready', 1]);
  });

  it('are answered by orders where the log left a hole while nobody was there', async () => {
    const guest = await connectGuest();
    granted(await follow(guest));
    guest.disconnect();
    await socketsAre(0);
    world.orders.change(id, { status: 'ready' });
    await world.publish(world.orders.change(id, { status: 'completed' }));
    const snapshot = granted(await follow(await connectGuest()));
    expect([snapshot.version, snapshot.status, timesAsked()]).toEqual([4, 'completed', 2]);
  });

  it('are of one link, whose holder is not asked about again until it is withdrawn', async () => {
    granted(await follow(await connectGuest()));
    const before = world.orders.guestCalls;
    granted(await follow(await connectGuest()));
    expect(world.orders.guestCalls).toBe(before);
    world.orders.endSession(world.orders.linkSession(link));
    await eventually(
      () =>
        connectGuest().then(
          () => false,
          () => true,
        ),
      'the withdrawn link to be refused',
    );
    expect(world.orders.guestCalls).toBe(before);
  });
});

describe('what was kept of an order for its next customer', () => {
  it('is not given out where staff have been shown more already', async () => {
    granted(await follow(await connectGuest()));
    const ready = world.orders.change(id, { status: 'ready' });
    granted(await follow(await connectStaff(), { order_id: id }));
    expect(granted(await follow(await connectGuest())).version).toBe(3);
    await world.publish(ready);
  });

  it('is not an answer that came so late that another screen had been shown more', async () => {
    const [guest, staff] = [await connectGuest(), await connectStaff()];
    const late = holdFirstAnswer();
    const answer = follow(guest);
    await late.reached;
    world.orders.change(id, { status: 'ready' });
    granted(await follow(staff, { order_id: id }));
    late.open();
    expect(granted(await answer).version).toBe(3);
  });

  it('is brought up to what arrived while it was read', async () => {
    const guest = await connectGuest();
    const frames = shown(guest);
    const late = holdFirstAnswer();
    const answer = follow(guest);
    await late.reached;
    await world.publish(world.orders.change(id, { status: 'ready' }));
    late.open();
    granted(await answer);
    await eventually(() => frames.length === 1, 'the change');
    expect(versions(frames)).toEqual([3]);
    expect(granted(await follow(await connectGuest()))).toEqual(world.orders.snapshot(id));
    expect(timesAsked()).toBe(1);
  });
});

describe('a follow for which orders cannot be asked', () => {
  it('is refused to all who asked together, and asked anew for the next while others stay', async () => {
    granted(await follow(await connectStaff(), { order_id: id }));
    const guests = await Promise.all([connectGuest(), connectGuest()]);
    world.orders.away = true;
    for (const answer of await Promise.all(guests.map((guest) => follow(guest))))
      expect(answer).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
    world.orders.away = false;
    for (const guest of guests) expect(granted(await follow(guest)).version).toBe(2);
  });

  it('holds no place for a screen that never came in', async () => {
    const guest = await connectGuest();
    world.orders.away = true;
    expect(await follow(guest)).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
    world.orders.away = false;
    const frames = shown(guest);
    const other = await connectGuest();
    granted(await follow(other));
    const seen = shown(other);
    await world.publish(world.orders.change(id, { status: 'ready' }));
    await eventually(() => seen.length === 1, 'the change on the screen that came in');
    expect([frames.length, granted(await follow(guest)).version]).toEqual([0, 3]);
  });
});
