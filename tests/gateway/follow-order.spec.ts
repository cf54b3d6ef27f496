import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import {
  internalPaths,
  type OrderChanged,
  type Snapshot,
  SocketEvent,
  type UnfollowAnswer,
} from '#libs/contracts';
import { rateLimitsSchema } from '#libs/rate-limits';
import { eventually } from '../support/eventually.ts';
import { follow, Gate, GatewayWorld, granted, shown, versions } from './gateway-world.ts';

const restaurant = crypto.randomUUID();
let world: GatewayWorld;

beforeEach(async () => {
  world = await GatewayWorld.open();
});
afterEach(() => {
  jest.restoreAllMocks();
  return world.close();
});

/** An order that is being cooked, version 2, as its customer's link opens it. */
async function openOrder(): Promise<{ id: string; link: string; guest: Socket }> {
  const id = world.orders.place({ restaurant_id: restaurant }).data.order_id;
  world.orders.change(id, { status: 'cooking' });
  const link = world.orders.trackingToken(id);
  return { id, link, guest: await world.connect('/tracking', link) };
}

describe('following an order', () => {
  it('shows where the order stands, then every change within a moment', async () => {
    const { id, guest } = await openOrder();
    const frames = shown(guest);
    expect(granted(await follow(guest))).toEqual(world.orders.snapshot(id));
    await world.publish(world.orders.change(id, { status: 'ready', notes: 'Counter 3' }));
    await eventually(() => frames.length === 1, 'the change on the screen');
    expect(frames[0]).toMatchObject({
      order_id: id,
      version: 3,
      type: 'status_changed',
      status: 'ready',
      order_status: 'ready',
      role: 'kitchen',
      notes: 'Counter 3',
      estimate: null,
    });
    expect(frames[0]).not.toHaveProperty('reason');
  });

  it('misses nothing that happens while the snapshot is still on its way', async () => {
    const { id, guest } = await openOrder();
    const frames = shown(guest);
    const late = new Gate();
    world.orders.hold = (path) => (path === internalPaths.snapshots ? late.pass() : Promise.resolve());
    const answer = follow(guest, { order_id: id });
    await late.reached;
    await world.publish(
      world.orders.change(id, { status: 'ready' }),
      world.orders.change(id, { status: 'out_for_delivery' }),
    );
    late.open();
    expect(granted(await answer).version).toBe(2);
    await eventually(() => frames.length === 2, 'what happened meanwhile');
    await world.publish(world.orders.change(id, { status: 'delivered' }));
    await eventually(() => frames.length === 3, 'what happened afterwards');
    expect(versions(frames)).toEqual([3, 4, 5]);
  });

  it('shows a change once where the snapshot knows it before its event arrives', async () => {
    const { id, guest } = await openOrder();
    const known = world.orders.change(id, { status: 'ready' });
    const frames = shown(guest);
    expect(granted(await follow(guest)).version).toBe(3);
    const newer = world.orders.change(id, { status: 'out_for_delivery' });
    const staff = await world.connect('/tracking', await staffToken('manager'));
    const staffFrames = shown(staff);
    expect(granted(await follow(staff, { order_id: id })).version).toBe(4);
    await world.publish(known, newer, world.orders.change(id, { status: 'delivered' }));
    await eventually(() => frames.length === 2 && staffFrames.length === 1, 'the changes on both screens');
    expect(versions(frames)).toEqual([4, 5]);
    expect(versions(staffFrames)).toEqual([5]);
  });

  it('reads again where another screen has been shown more than a late answer knows', async () => {
    const { id, guest } = await openOrder();
    const staff = await world.connect('/tracking', await staffToken('manager'));
    const staffFrames = shown(staff);
    const late = new Gate();
    let calls = 0;
    world.orders.hold = (path) =>
      path === internalPaths.snapshots && ++calls === 1 ? late.pass() : Promise.resolve();
    const answer = follow(staff, { order_id: id });
    await late.reached;
    const ready = world.orders.change(id, { status: 'ready' });
    expect(granted(await follow(guest)).version).toBe(3);
    late.open();
    expect(granted(await answer).version).toBe(3);
    await world.publish(ready, world.orders.change(id, { status: 'out_for_delivery' }));
    await eventually(() => staffFrames.length === 1, 'the next change');
    expect(versions(staffFrames)).toEqual([4]);
  });

  it('drops an event that came before', async () => {
    const { id, guest } = await openOrder();
    const frames = shown(guest);
    granted(await follow(guest));
    const ready = world.orders.change(id, { status: 'ready' });
    const left = world.orders.change(id, { status: 'out_for_delivery' });
    await world.publish(ready, ready, left, ready, left, world.orders.change(id, { status: 'delivered' }));
    await eventually(() => versions(frames).includes(5), 'the last change');
    expect(versions(frames)).toEqual([3, 4, 5]);
  });

  it('brings a recall to the screen: the status goes back, the version goes up', async () => {
    const { id, guest } = await openOrder();
    const frames = shown(guest);
    granted(await follow(guest));
    await world.publish(
      world.orders.change(id, { status: 'ready' }),
      world.orders.change(id, { type: 'recalled', status: 'cooking', corrects: 3 }),
    );
    await eventually(() => frames.length === 2, 'the recall');
    expect(frames[1]).toMatchObject({
      version: 4,
      type: 'recalled',
      status: 'cooking',
      corrects: 3,
      reason: 'mistake',
    });
    const second = await world.connect('/tracking', world.orders.trackingToken(id));
    expect(granted(await follow(second))).toEqual(world.orders.snapshot(id));
  });

  it('fills a hole that the log left from the history, in order', async () => {
    const { id, guest } = await openOrder();
    const frames = shown(guest);
    granted(await follow(guest));
    world.orders.change(id, { status: 'ready', notes: 'lost on the way' });
    await world.publish(
      world.orders.change(id, { status: 'out_for_delivery' }),
      world.orders.change(id, { status: 'delivered' }),
    );
    await eventually(() => frames.length === 3, 'the lost change and those after it');
    expect(versions(frames)).toEqual([3, 4, 5]);
    expect(frames[0]).toMatchObject({ status: 'ready', notes: 'lost on the way' });
  });

  it('goes up by one on every screen, whenever it opens, while changes rush in and come twice', async () => {
    const { id, link } = await openOrder();
    world.orders.hold = () => someTurns(40);
    const screens = await Promise.all(Array.from({ length: 25 }, () => world.connect('/tracking', link)));
    const seen = screens.map((screen) => cursorsOf(screen));
    const opened = screens.map(async (screen, index) => {
      await someTurns(400);
      await new Promise<void>((resolve) =>
        screen.emit(SocketEvent.Follow, {}, ({ snapshot }: { snapshot: Snapshot }) => {
          seen[index]?.push(snapshot.version);
          resolve();
        }),
      );
    });
    for (let change = 0; change < 150; change++) {
      const event = world.orders.change(id, { status: change % 2 === 0 ? 'preparing' : 'cooking' });
      await world.publish(event, ...(change % 7 === 0 ? [event] : []));
      await someTurns(6);
    }
    await Promise.all(opened);
    await eventually(
      () => seen.every((cursors) => cursors.at(-1) === 152),
      'the last change on every screen',
    );
    for (const cursors of seen) expect(cursors).toEqual(cursors.map((_, index) => (cursors[0] ?? 0) + index));
    expect(new Set(seen.map(([first]) => first)).size).toBeGreaterThan(1);
  });

  it('tells a screen that comes back only what is newer than what it knows', async () => {
    const { id, guest } = await openOrder();
    world.orders.change(id, { status: 'ready' });
    const snapshot = granted(await follow(guest, { order_id: id, since: 2 }));
    expect(snapshot).toMatchObject({ version: 3, status: 'ready' });
    expect(snapshot.status_history.map(({ version }) => version)).toEqual([3]);
  });

  it('asks orders anew for a screen that knows more than what was kept', async () => {
    const { id, link, guest } = await openOrder();
    expect(granted(await follow(guest)).version).toBe(2);
    world.orders.change(id, { status: 'ready' });
    const ahead = await world.connect('/tracking', link);
    expect(granted(await follow(ahead, { since: 3 })).version).toBe(3);
  });

  it('asks orders once for all who open the same order, and keeps the answer up to date', async () => {
    const { id, link } = await openOrder();
    const screens = await Promise.all(Array.from({ length: 5 }, () => world.connect('/tracking', link)));
    const opened = await Promise.all(screens.map((screen) => follow(screen)));
    expect(opened.map((answer) => granted(answer).version)).toEqual([2, 2, 2, 2, 2]);
    const frames = screens.map((screen) => shown(screen));
    await world.publish(world.orders.change(id, { status: 'ready' }));
    await eventually(() => frames.every((seen) => seen.length === 1), 'the change on every screen');
    const late = await world.connect('/tracking', link);
    expect(granted(await follow(late))).toEqual(world.orders.snapshot(id));
    expect(world.orders.snapshotCalls).toEqual([[id]]);
  });

  it('gathers screens of many orders into few calls', async () => {
    const ids = Array.from(
      { length: 40 },
      () => world.orders.place({ restaurant_id: restaurant }).data.order_id,
    );
    const screens = await Promise.all(
      ids.map((id) => world.connect('/tracking', world.orders.trackingToken(id))),
    );
    const slow = new Gate();
    world.orders.hold = (path) => (path === internalPaths.snapshots ? slow.pass() : Promise.resolve());
    const answers = Promise.all(screens.map((screen) => follow(screen)));
    await slow.reached;
    await world.connect('/tracking', world.orders.trackingToken(ids[0] ?? ''));
    slow.open();
    expect((await answers).every(({ ok }) => ok)).toBe(true);
    expect(world.orders.snapshotCalls.flat().toSorted()).toEqual(ids.toSorted());
    expect(world.orders.snapshotCalls.length).toBeLessThanOrEqual(10);
  });

  it('gives staff names, internal notes and their next steps, always from orders', async () => {
    const { id } = await openOrder();
    const staff = await world.connect('/tracking', await staffToken('kitchen'));
    const asStaff = world.orders.snapshot(id, { kind: 'staff', role: 'kitchen' });
    expect(granted(await follow(staff, { order_id: id }))).toEqual(asStaff);
    granted(await follow(staff, { order_id: id }));
    expect(asStaff).toMatchObject({ allowed: ['ready'] });
    expect(world.orders.snapshotCalls).toHaveLength(2);
  });

  it('encodes a change once, however many follow the order', async () => {
    const { id, link } = await openOrder();
    const screens = await Promise.all(Array.from({ length: 30 }, () => world.connect('/tracking', link)));
    await Promise.all(screens.map(async (screen) => granted(await follow(screen))));
    const frames = screens.map((screen) => shown(screen));
    const stringify = jest.spyOn(JSON, 'stringify');
    await world.publish(world.orders.change(id, { status: 'ready' }));
    await eventually(() => frames.every((seen) => seen.length === 1), 'the change on every screen');
    const encoded = stringify.mock.calls.filter(
      ([value]) => typeof value === 'object' && value !== null && 'order_status' in value,
    );
    expect(encoded).toHaveLength(1);
  });

  it('counts what it sends and how late it was', async () => {
    const { id, guest } = await openOrder();
    const frames = shown(guest);
    granted(await follow(guest));
    await world.publish(world.orders.change(id, { status: 'ready' }));
    await eventually(() => frames.length === 1, 'the change on the screen');
    const metrics = await world.metrics();
    expect(metrics).toContain('passline_gateway_sockets{namespace="/tracking"} 1');
    expect(metrics).toContain('passline_gateway_frames_total{event="order.changed"} 1');
    expect(metrics).toContain('passline_gateway_event_to_socket_seconds_count 1');
  });
});

describe('who may follow', () => {
  it('hides an order of somebody else exactly like one that does not exist', async () => {
    const { id } = await openOrder();
    const other = world.orders.place({ restaurant_id: restaurant }).data.order_id;
    const askers = [
      await world.connect('/tracking', world.orders.trackingToken(other)),
      await world.connect(
        '/tracking',
        await world.orders.accessToken({
          sub: crypto.randomUUID(),
          kind: 'customer',
          role: 'customer',
          restaurant_id: restaurant,
        }),
      ),
      await world.connect('/tracking', await staffToken('manager', crypto.randomUUID())),
    ];
    const nowhere = crypto.randomUUID();
    for (const asker of askers) {
      const [hidden, none] = [
        await follow(asker, { order_id: id }),
        await follow(asker, { order_id: nowhere }),
      ];
      expect(hidden).toMatchObject({ ok: false, problem: { code: 'order_not_found', status: 404 } });
      expect(withoutTrace(hidden)).toEqual(withoutTrace(none));
    }
  });

  it('lets a customer follow an own order', async () => {
    const customer_id = crypto.randomUUID();
    const id = world.orders.place({ restaurant_id: restaurant, customer_id }).data.order_id;
    const customer = await world.connect(
      '/tracking',
      await world.orders.accessToken({
        sub: customer_id,
        kind: 'customer',
        role: 'customer',
        restaurant_id: restaurant,
      }),
    );
    expect(granted(await follow(customer, { order_id: id }))).toEqual(world.orders.snapshot(id));
  });

  it('answers a malformed message, and passes over one that wants no answer', async () => {
    const { guest } = await openOrder();
    for (const message of [{ order_id: 'x' }, { since: -1 }, 'follow', 7, [], { since: 1.5 }]) {
      expect(await follow(guest, message)).toMatchObject({
        ok: false,
        problem: { code: 'invalid_request', errors: expect.any(Array) as unknown },
      });
    }
    guest.emit(SocketEvent.Follow, { order_id: 'x' });
    guest.emit(SocketEvent.Follow);
    guest.emit(SocketEvent.Unfollow, { order_id: 'x' }, 'more');
    granted(await follow(guest));
  });

  it('lets a socket follow at most 100 orders', async () => {
    const staff = await world.connect('/tracking', await staffToken('manager'));
    const ids = Array.from(
      { length: 101 },
      () => world.orders.place({ restaurant_id: restaurant }).data.order_id,
    );
    const answers = await Promise.all(ids.map((order_id) => follow(staff, { order_id })));
    expect(answers.map(({ ok }) => ok)).toEqual([...Array<boolean>(100).fill(true), false]);
    expect(answers[100]).toMatchObject({ problem: { code: 'too_many_requests' } });
    await staff.emitWithAck(SocketEvent.Unfollow, { order_id: ids[0] });
    granted(await follow(staff, { order_id: ids[100] }));
  });

  it('says so when orders cannot be asked, and serves the next try', async () => {
    const { guest } = await openOrder();
    world.orders.away = true;
    expect(await follow(guest)).toMatchObject({ ok: false, problem: { code: 'unavailable', status: 503 } });
    world.orders.away = false;
    granted(await follow(guest));
  });

  it('reads from orders, and gives out nothing kept, while its events do not arrive', async () => {
    const { id, link, guest } = await openOrder();
    const second = await world.connect('/tracking', link);
    granted(await follow(guest));
    world.healthy = () => false;
    world.orders.change(id, { status: 'ready' });
    expect(granted(await follow(second)).version).toBe(3);
  });
});

describe('the messages of one socket', () => {
  it('are handled in the order in which they came', async () => {
    const { id, guest } = await openOrder();
    const frames = shown(guest);
    const late = new Gate();
    world.orders.hold = (path) => (path === internalPaths.snapshots ? late.pass() : Promise.resolve());
    const answered: string[] = [];
    guest.emit(SocketEvent.Follow, {}, () => answered.push('follow'));
    guest.emit(SocketEvent.Unfollow, { order_id: id }, () => answered.push('unfollow'));
    await late.reached;
    late.open();
    await eventually(() => answered.length === 2, 'both answers');
    expect(answered).toEqual(['follow', 'unfollow']);
    await world.publish(world.orders.change(id, { status: 'ready' }));
    world.orders.hold = () => Promise.resolve();
    granted(await follow(guest));
    expect(frames).toEqual([]);
  });

  it('are refused when there are too many of them', async () => {
    const { guest } = await openOrder();
    const { burst, perSecond } = rateLimitsSchema.parse('on')!.messages;
    const begun = performance.now();
    const answers = await Promise.all(
      Array.from(
        { length: 3_000 },
        () => guest.emitWithAck(SocketEvent.Unfollow, {}) as Promise<UnfollowAnswer>,
      ),
    );
    const most = burst + 1 + (perSecond * (performance.now() - begun)) / 1_000;
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem]));
    const served = answers.length - refused.length;
    expect([served >= burst, served <= most, refused.length > 0]).toEqual([true, true, true]);
    expect(new Set(refused.map(({ code, status }) => `${code} ${String(status)}`))).toEqual(
      new Set(['too_many_requests 429']),
    );
  });
});

/** The versions that a client is shown from now on; the snapshot's is put in by whoever follows. */
function cursorsOf(client: Socket): number[] {
  const cursors: number[] = [];
  client.on(SocketEvent.OrderChanged, ({ version }: OrderChanged) => cursors.push(version));
  return cursors;
}

/** Up to so many turns of the event loop. */
async function someTurns(most: number): Promise<void> {
  for (let turn = Math.floor(Math.random() * most); turn > 0; turn--)
    await new Promise((resolve) => setImmediate(resolve));
}

const staffToken = (role: string, restaurant_id = restaurant): Promise<string> =>
  world.orders.accessToken({ sub: crypto.randomUUID(), kind: 'staff', role, restaurant_id });

const withoutTrace = (answer: Awaited<ReturnType<typeof follow>>) =>
  answer.ok ? answer : { ...answer, problem: { ...answer.problem, trace_id: '' } };
