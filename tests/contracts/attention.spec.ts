import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Attention, attentions, type Order, orderPageSchema } from '#libs/contracts';
import type { Fulfilment, Status } from '#libs/status-machine';
import type { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { Board } from '../support/screens.ts';
import { orders, World } from './contract-world.ts';

const limits = { unaccepted_seconds: 60, overdue_minutes: 5, uncollected_minutes: 10, out_minutes: 20 };

let world: World;
let manager: Api;
let cashier: Api;
beforeAll(async () => {
  world = await World.open();
  [manager, cashier] = [await world.as('manager'), await world.as('cashier')];
  await manager.send('PATCH', '/api/v1/restaurant', { policies: limits });
});
afterAll(() => world.close());

interface Case {
  readonly attention: Attention;
  readonly fulfilment: Fulfilment;
  /** What has been done with the order before it lies there too long. */
  readonly life: readonly Status[];
  /** For how long it lies there, in minutes. */
  readonly lies: number;
  /** What ends it. */
  readonly next: Status;
}
const cases: readonly Case[] = [
  { attention: 'unaccepted', fulfilment: 'pickup', life: [], lies: 2, next: 'confirmed' },
  { attention: 'overdue', fulfilment: 'pickup', life: ['confirmed'], lies: 120, next: 'ready' },
  { attention: 'uncollected', fulfilment: 'pickup', life: ['ready'], lies: 11, next: 'completed' },
  {
    attention: 'out_long',
    fulfilment: 'delivery',
    life: ['ready', 'out_for_delivery'],
    lies: 21,
    next: 'delivered',
  },
];

const listed = async (orderId: string): Promise<Order | undefined> =>
  orderPageSchema
    .parse((await cashier.get(`${orders}/?status=all&limit=100`)).body)
    .orders.find(({ order_id }) => order_id === orderId);

/** Lets time go by for an order: what was written down of it lies so much further back. */
async function lies(orderId: string, minutes: number): Promise<void> {
  const times = ['occurred_at', 'recorded_at', 'ready_from', 'ready_to', 'arrives_from', 'arrives_to'];
  const back = times.map((column) => `${column} = ${column} - interval '${String(minutes)} minutes'`);
  // As nobody else can: history is append-only.
  await world.rows(`BEGIN; SET LOCAL session_replication_role = replica;
    UPDATE passline.order_history SET ${back.join(', ')} WHERE order_id = '${orderId}'; COMMIT`);
}

async function orderOf({ fulfilment, life }: Pick<Case, 'fulfilment' | 'life'>): Promise<Order> {
  const order = await cashier.place({ fulfilment });
  for (const status of life) await cashier.move(order.order_id, status);
  return order;
}

describe('An order that somebody should look after', () => {
  it('is known here by every kind', () => {
    expect(cases.map(({ attention }) => attention)).toEqual(attentions);
  });

  it.each(cases)('is $attention in the list once it lies there longer than the policy says', async (each) => {
    const { order_id } = await orderOf(each);
    expect((await listed(order_id))?.attention).toEqual([]);
    await lies(order_id, each.lies);
    expect((await listed(order_id))?.attention).toContain(each.attention);
    await cashier.move(order_id, each.next);
    expect((await listed(order_id))?.attention).not.toContain(each.attention);
  });

  it.each(cases)('is no more $attention where the policy is off', async (each) => {
    const { order_id } = await orderOf(each);
    await lies(order_id, each.lies);
    const off = Object.fromEntries(Object.keys(limits).map((name) => [name, null]));
    await manager.send('PATCH', '/api/v1/restaurant', { policies: off });
    expect((await listed(order_id))?.attention).toEqual([]);
    await manager.send('PATCH', '/api/v1/restaurant', { policies: limits });
    expect((await listed(order_id))?.attention).toContain(each.attention);
  });

  it.each(cases)('is told to boards to be $attention no more, once somebody has', async (each) => {
    const order = await orderOf(each);
    await lies(order.order_id, each.lies);
    // What the process remembers of the order is forgotten with every change of its restaurant.
    await manager.send('PATCH', '/api/v1/restaurant', { policies: limits });
    const board = await Board.open(world.url, cashier.token ?? '');
    const before = Date.now();
    await cashier.move(order.order_id, each.next);
    const told = await eventually(
      () =>
        board.seen
          .filter(({ event, frame }) => event === 'order.attention' && frame.order_id === order.order_id)
          .at(-1)?.frame as { attention?: string[]; since?: string } | undefined,
      'the end of it on the board',
    );
    board.close();
    expect(told).toEqual({ order_id: order.order_id, attention: [], since: expect.any(String) });
    expect(Date.parse(told.since ?? '')).toBeGreaterThanOrEqual(before);
  });

  it('is shown so to staff and devices alone', async () => {
    const { order_id } = await orderOf({ fulfilment: 'pickup', life: [] });
    await lies(order_id, 2);
    const device = await world.device();
    const shown = async (by: Api): Promise<unknown> =>
      ((await by.get(`${orders}/${order_id}`)).body as Partial<Order>).attention;
    expect([await shown(cashier), await shown(device)]).toEqual([['unaccepted'], ['unaccepted']]);
    expect(await shown(cashier.guest(await cashier.place()))).toBeUndefined();
  });
});
