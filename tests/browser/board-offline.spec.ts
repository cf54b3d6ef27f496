import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { BoardWorld, numberOf } from './board-world.ts';

describe('a tablet that loses its network', () => {
  let world: BoardWorld;
  beforeAll(async () => {
    world = await BoardWorld.open();
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  const place = (): Promise<Order> => world.cashier.place({ fulfilment: 'pickup' });
  const historyOf = async ({ order_id }: Order) => (await world.cashier.snapshot(order_id)).status_history;

  it('says since when, keeps what it knows, and catches up without a reload', async () => {
    const [moved, stays] = [await place(), await place()];
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', stays);
    await kitchen.page.evaluate('window.isSamePage = true');
    kitchen.cable.cut();
    await kitchen.says(/No connection for \d+ s/);
    await kitchen.says(/Last known state of \d\d:\d\d/);
    await kitchen.stands('New', stays);
    await world.cashier.move(moved.order_id, 'cooking');
    const placed = await place();
    kitchen.cable.mend();
    await kitchen.live;
    await kitchen.stands('Cooking', moved);
    await kitchen.stands('New', placed);
    expect(await kitchen.page.evaluate<boolean>('window.isSamePage')).toBe(true);
  });

  it('keeps the taps with their time, over a reload too, and sends them as one batch', async () => {
    const orders = [await place(), await place()];
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', orders[1]!);
    kitchen.cable.cut();
    await kitchen.says(/No connection/);
    for (const order of orders) {
      await kitchen.forward('New', order);
      await kitchen.stands('Accepted', order);
    }
    await kitchen.forward('Accepted', orders[0]!);
    await kitchen.stands('Preparing', orders[0]!);
    await kitchen.says('3 steps are kept and will be sent.');
    const tapped = Date.now();
    const batches: string[] = [];
    kitchen.page.on('request', (request) => request.url().endsWith('/update-status/') && batches.push(request.postData() ?? ''));
    kitchen.cable.mend();
    await kitchen.page.reload();
    await kitchen.live;
    await eventually(async () => (await world.cashier.snapshot(orders[0]!.order_id)).status === 'preparing', 'the steps to arrive');
    await eventually(async () => (await world.cashier.snapshot(orders[1]!.order_id)).status === 'confirmed', 'the other order’s step');
    expect(batches).toHaveLength(1);
    const updates = (JSON.parse(batches[0] ?? '') as { updates: { idempotency_key: string; occurred_at: string; expected_version?: number }[] }).updates;
    expect([updates.length, new Set(updates.map(({ idempotency_key: key }) => key)).size, updates.every(({ expected_version: version }) => version === undefined)]).toEqual([3, 3, true]);
    for (const { timestamp } of (await historyOf(orders[0]!)).slice(1)) expect(Date.parse(timestamp)).toBeLessThanOrEqual(tapped + 1_000);
  });

  it('shows each step that was not applied, and why, and applies the others', async () => {
    const [late, ended, fine] = [await place(), await place(), await place()] as [Order, Order, Order];
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', fine);
    kitchen.cable.cut();
    await kitchen.says(/No connection/);
    for (const order of [late, ended, fine]) {
      await kitchen.forward('New', order);
      await kitchen.stands('Accepted', order);
    }
    await world.cashier.move(late.order_id, 'cooking');
    await world.cashier.move(ended.order_id, 'cancelled', { reason: 'customer' });
    kitchen.cable.mend();
    await kitchen.stands('Cooking', late);
    await kitchen.stands('Accepted', fine);
    await kitchen.card('Accepted', numberOf(ended)).waitFor({ state: 'detached' });
    await kitchen.page.getByRole('button', { name: '1 more' }).click();
    const list = kitchen.page.locator('notice-list').getByRole('listitem');
    const notices = (await list.allInnerTexts()).map((text) => text.split('\n')[0]).sort();
    const of = (order: Order, now: string) => expect.stringMatching(new RegExp(`^${numberOf(order)}: “Confirmed” of \\d\\d:\\d\\d was not applied. Someone moved it later: it is “${now}” now.`));
    expect(notices).toEqual([of(late, 'Cooking'), of(ended, 'Cancelled')].sort());
    await kitchen.page.getByRole('button', { name: 'All seen' }).click();
    await kitchen.page.locator('undo-strip').getByRole('alert').waitFor({ state: 'detached' });
    expect((await historyOf(fine)).map(({ status }) => status)).toEqual(['pending', 'confirmed']);
  });

  it('never sends a tap that was taken back before it left', async () => {
    const order = await place();
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', order);
    await kitchen.page.route('**/update-status/', (route) => route.abort());
    kitchen.cable.cut();
    await kitchen.says(/No connection/);
    await kitchen.forward('New', order);
    await kitchen.stands('Accepted', order);
    await kitchen.page.getByRole('button', { name: 'Undo' }).click();
    await kitchen.stands('New', order);
    await kitchen.page.unroute('**/update-status/');
    kitchen.cable.mend();
    await kitchen.live;
    await kitchen.stands('New', order);
    const types = async (): Promise<string> => (await historyOf(order)).map(({ type }) => type).join();
    await eventually(async () => ['placed', 'placed,status_changed,recalled'].includes(await types()), 'the order to stand as if the tap had never been');
  });

  it('does not move an order twice when the answer was lost on the way', async () => {
    const order = await place();
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', order);
    let lost = 0;
    await kitchen.page.route('**/update-status/', async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await kitchen.forward('New', order);
    await kitchen.stands('Accepted', order);
    await eventually(() => lost > 1, 'the second try');
    await kitchen.page.getByText('kept and will be sent').waitFor({ state: 'detached' });
    expect((await historyOf(order)).map(({ status }) => status)).toEqual(['pending', 'confirmed']);
    expect(await kitchen.page.locator('undo-strip').getByRole('alert').count()).toBe(0);
  });
});
