import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { boardOrderSchema, orderChangedSchema, orderSchema, SocketEvent } from '#libs/contracts';
import type { Api } from '../support/api.ts';
import { Board, Screen } from '../support/screens.ts';
import { rivalManager, World } from './contract-world.ts';

let world: World;
let cashier: Api;
let customer: Api;
beforeAll(async () => {
  world = await World.open();
  [cashier, customer] = [await world.as('cashier'), await world.as('customer')];
});
afterAll(() => world.close());

describe('Following an order on a socket', () => {
  it('begins with where the order is, and goes on with each change, by one', async () => {
    const order = await customer.place();
    const screens = await Promise.all(
      [cashier, customer, customer.guest(order)].map((caller) =>
        Screen.open(world.url, caller.token ?? '', order.order_id),
      ),
    );
    expect(screens.map(({ snapshot }) => [snapshot?.version, snapshot?.status])).toEqual(
      screens.map(() => [1, 'pending']),
    );
    const reached = ['confirmed', 'cooking', 'ready', 'out_for_delivery', 'delivered', 'completed'];
    for (const status of reached) await cashier.move(order.order_id, status);
    for (const screen of screens) {
      await screen.frame(7);
      expect([screen.versions, screen.frames.map(({ status }) => status)]).toEqual([
        [2, 3, 4, 5, 6, 7],
        reached,
      ]);
      screen.close();
    }
  });

  it('tells a frame’s role and reason, and nobody’s name or internal notes', async () => {
    const order = await customer.place();
    const screen = await Screen.open(world.url, cashier.token ?? '', order.order_id);
    await cashier.move(order.order_id, 'cooking', { notes: 'With love', internal_notes: 'allergic to nuts' });
    await cashier.change(order.order_id, 'cancel', { reason: 'sold_out' });
    const [cooking, cancelled] = [await screen.frame(2), await screen.frame(3)];
    expect(orderChangedSchema.strict().parse(cooking)).toMatchObject({
      order_id: order.order_id,
      version: 2,
      type: 'status_changed',
      status: 'cooking',
      order_status: 'cooking',
      status_info: { progress: 60 },
      role: 'cashier',
      notes: 'With love',
    });
    expect(cooking.estimate).not.toBeNull();
    expect(cancelled).toMatchObject({ status: 'cancelled', reason: 'sold_out', estimate: null });
    expect(JSON.stringify(screen.frames)).not.toMatch(/Carla|nuts|cris@|corrects/);
    screen.close();
  });

  it('shows on a socket what the same caller reads over HTTP', async () => {
    const order = await customer.place();
    await cashier.move(order.order_id, 'confirmed', { internal_notes: 'regular' });
    for (const caller of [cashier, customer, customer.guest(order), await world.as('kitchen')]) {
      const screen = await Screen.open(world.url, caller.token ?? '', order.order_id);
      expect(screen.snapshot).toEqual(await caller.snapshot(order.order_id));
      screen.close();
    }
  });

  it('tells of a change made offline when it happened and when it was recorded, the same to all', async () => {
    const order = await customer.place({ fulfilment: 'pickup' });
    const board = await Board.open(world.url, cashier.token ?? '');
    const screen = await Screen.open(world.url, customer.token ?? '', order.order_id);
    const occurred_at = order.placed_at;
    await cashier.move(order.order_id, 'ready', { occurred_at });
    await cashier.move(order.order_id, 'completed', { occurred_at });
    const frame = await screen.frame(3);
    await board.saw('order.changed', order.order_id, 3);
    const read = await customer.snapshot(order.order_id);
    const followed = await Screen.open(world.url, customer.token ?? '', order.order_id);
    const listed = orderSchema.parse((await cashier.get(`/api/v1/online/orders/${order.order_id}`)).body);

    expect(frame).toMatchObject({ at: occurred_at, order_number: order.order_number });
    expect(frame.recorded_at > occurred_at).toBe(true);
    expect(read.status_history.at(-1)).toMatchObject({
      timestamp: occurred_at,
      recorded_at: frame.recorded_at,
    });
    expect([read, listed, followed.snapshot].map((shown) => shown?.updated_at)).toEqual(
      Array(3).fill(frame.recorded_at),
    );
    expect(board.seen.findLast(({ frame: { version } }) => version === 3)?.frame).toEqual(frame);
    for (const each of [screen, followed, board]) each.close();
  });

  it('answers one who has seen a part with the newer part alone', async () => {
    const order = await cashier.place();
    for (const status of ['confirmed', 'cooking', 'ready']) await cashier.move(order.order_id, status);
    const screen = await Screen.open(world.url, cashier.token ?? '', order.order_id);
    for (const [since, newer] of [
      [0, [1, 2, 3, 4]],
      [2, [3, 4]],
      [4, []],
    ] as const) {
      const answer = await screen.follow(since);
      expect(
        answer.ok && [answer.snapshot.version, answer.snapshot.status_history.map(({ version }) => version)],
      ).toEqual([4, newer]);
    }
    screen.close();
  });

  it('ends with unfollow', async () => {
    const order = await cashier.place();
    const [screen, other] = [
      await Screen.open(world.url, cashier.token ?? '', order.order_id),
      await Screen.open(world.url, cashier.token ?? '', order.order_id),
    ];
    expect(
      await screen.socket.timeout(5_000).emitWithAck(SocketEvent.Unfollow, { order_id: order.order_id }),
    ).toEqual({
      ok: true,
    });
    await cashier.move(order.order_id, 'ready');
    await other.frame(2);
    await screen.socket.timeout(5_000).emitWithAck(SocketEvent.Unfollow, { order_id: order.order_id });
    expect(screen.versions).toEqual([]);
    for (const each of [screen, other]) each.close();
  });
});

describe('A restaurant’s board', () => {
  it('sees every order of the restaurant from the moment it is placed, and none of another', async () => {
    const board = await Board.open(world.url, (await world.as('kitchen')).token ?? '');
    const foreign = await (await world.as(rivalManager)).place();
    const order = await customer.place({ address: '7 Ayala Avenue', table: '12' });
    await board.saw('order.placed', order.order_id, 1);
    await cashier.move(order.order_id, 'cooking');
    await board.saw('order.changed', order.order_id, 2);
    expect(board.seen.filter(({ frame }) => frame.order_id === foreign.order_id)).toEqual([]);
    const placed = board.seen.find(({ event }) => event === 'order.placed')?.frame;
    expect(boardOrderSchema.strict().parse(placed)).toMatchObject({
      order_id: order.order_id,
      order_number: order.order_number,
      total: { amount: 45_000, currency: 'PHP' },
    });
    expect(JSON.stringify(board.seen)).not.toMatch(/Ayala|cris@|639171234567|Cris/);
    board.close();
  });
});
