import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { BoardWorld, numberOf, type Tablet } from './board-world.ts';
import { arrowTo, focused, tabTo } from './keyboard.ts';

interface Sent {
  /** The last part of the address. */
  readonly path: string;
  readonly orders: readonly string[];
  readonly keys: readonly string[];
}

/** The changes that a tablet sends from now on. */
function sentBy({ page }: Tablet): readonly Sent[] {
  const sent: Sent[] = [];
  page.on('request', (request) => {
    const [, orderId, path] =
      /\/online\/orders\/(?:([^/]+)\/)?(update-status|recall|delay)\/$/.exec(request.url()) ?? [];
    if (path === undefined) return;
    const { updates } = JSON.parse(request.postData() ?? '{}') as {
      readonly updates?: readonly { readonly order_id: string; readonly idempotency_key: string }[];
    };
    if (updates)
      sent.push({
        path,
        orders: updates.map(({ order_id }) => order_id),
        keys: updates.map(({ idempotency_key: key }) => key),
      });
    else sent.push({ path, orders: [orderId ?? ''], keys: [request.headers()['idempotency-key'] ?? ''] });
  });
  return sent;
}

async function delay(tablet: Tablet, order: Order, minutes: number): Promise<void> {
  const sheet = await tablet.open(order);
  await sheet.getByRole('button', { name: `+${minutes} min`, exact: true }).click();
  await sheet.getByText('An ingredient is missing').click();
  await sheet.getByRole('button', { name: `Delay by ${minutes} min` }).click();
}

/** @param to the column where it stands then */
async function recall(tablet: Tablet, order: Order, to: string): Promise<void> {
  const back = `Back to ${to === 'New' ? 'received' : to.toLowerCase()}`;
  const sheet = await tablet.open(order);
  await sheet.getByRole('button', { name: back }).click();
  await sheet.getByText('A mistake').click();
  await sheet.getByRole('button', { name: back }).click();
  await tablet.page.keyboard.press('Escape');
}

/**
 * The page is opened anew with a network. It is away before that is back: a page that is slow to unload would
 * begin to send what it has kept, and the new one would send it once more.
 */
async function reopenOnline(tablet: Tablet): Promise<void> {
  const board = tablet.page.url();
  await tablet.page.goto('about:blank');
  tablet.cable.mend();
  await tablet.page.goto(board);
  await tablet.live;
}

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
    await kitchen.says(/Last known state of \d{1,2}:\d\d/);
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
    kitchen.page.on(
      'request',
      (request) => request.url().endsWith('/update-status/') && batches.push(request.postData() ?? ''),
    );
    await reopenOnline(kitchen);
    await eventually(
      async () => (await world.cashier.snapshot(orders[0]!.order_id)).status === 'preparing',
      'the steps to arrive',
    );
    await eventually(
      async () => (await world.cashier.snapshot(orders[1]!.order_id)).status === 'confirmed',
      'the other order’s step',
    );
    expect(batches).toHaveLength(1);
    const updates = (
      JSON.parse(batches[0] ?? '') as {
        updates: { idempotency_key: string; occurred_at: string; expected_version?: number }[];
      }
    ).updates;
    expect([
      updates.length,
      new Set(updates.map(({ idempotency_key: key }) => key)).size,
      updates.every(({ expected_version: version }) => version === undefined),
    ]).toEqual([3, 3, true]);
    for (const { timestamp } of (await historyOf(orders[0]!)).slice(1))
      expect(Date.parse(timestamp)).toBeLessThanOrEqual(tapped + 1_000);
  });

  describe('and is loaded anew meanwhile', () => {
    /** Waits until the browser has the page itself. */
    const isKept = (tablet: Tablet): Promise<boolean> =>
      tablet.page.evaluate<boolean>('navigator.serviceWorker.ready.then(() => true)');
    const kept = (tablet: Tablet): Promise<string> =>
      tablet.page.evaluate<string>('JSON.stringify({ ...sessionStorage, ...localStorage })');

    it('opens with the last known cards, says how old they are, keeps the taps, and catches up', async () => {
      const [tapped, moved, asis] = [await place(), await place(), await place()] as [Order, Order, Order];
      const kitchen = await world.tablet('kitchen');
      await kitchen.stands('New', asis);
      await isKept(kitchen);
      kitchen.cable.cut();
      await kitchen.says(/No connection/);
      const posts = sentBy(kitchen);
      await kitchen.forward('New', tapped);
      await kitchen.stands('Accepted', tapped);
      await kitchen.page.reload();
      await kitchen.stands('New', asis);
      await kitchen.stands('Accepted', tapped);
      await kitchen.says(/No connection for \d+ s/);
      await kitchen.says(/Last known state of \d{1,2}:\d\d. 1 step is kept and will be sent./);
      await kitchen.forward('Accepted', tapped);
      await kitchen.stands('Preparing', tapped);
      await kitchen.page.reload();
      await kitchen.stands('Preparing', tapped);
      await kitchen.says('2 steps are kept and will be sent.');
      await world.cashier.move(moved.order_id, 'cooking');
      const placed = await place();
      kitchen.cable.mend();
      await kitchen.live;
      await kitchen.stands('Cooking', moved);
      await kitchen.stands('New', placed);
      await eventually(async () => (await historyOf(tapped)).length === 3, 'the steps to arrive');
      expect((await historyOf(tapped)).map(({ status }) => status)).toEqual([
        'pending',
        'confirmed',
        'preparing',
      ]);
      expect(posts.map(({ path, orders }) => [path, orders.length])).toEqual([['update-status', 2]]);
      expect(kitchen.complaints).toEqual([]);
    });

    it('keeps no more about a customer than its cards show, and nothing once its person has logged out', async () => {
      const customer = { name: 'Ana Reyes', email: 'ana.reyes@example.test', phone: '+639170004321' };
      const order = await world.cashier.place({ fulfilment: 'delivery', address: '12 Mabini St', customer });
      const counter = await world.tablet('cashier');
      await counter.stands('New', order);
      await counter.open(order);
      await counter.sheet.getByText(customer.email).waitFor();
      await counter.page.keyboard.press('Escape');
      await counter.page.reload();
      await counter.stands('New', order);
      const text = await kept(counter);
      expect([
        text.includes(order.order_id),
        text.includes(customer.email),
        text.includes(order.tracking_url.split('#')[1] ?? ''),
      ]).toEqual([true, false, false]);
      await counter.page.getByRole('button', { name: 'Menu' }).click();
      await counter.page.getByRole('button', { name: 'Log out' }).click();
      await counter.page.getByLabel('User name').waitFor();
      await counter.page.goto('about:blank');
      await counter.page.goto(`${counter.cable.url}/board`);
      await counter.page.getByLabel('User name').waitFor();
      expect((await kept(counter)).includes(order.order_id)).toBe(false);
    });
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
    const of = (order: Order, now: string) =>
      expect.stringMatching(
        new RegExp(
          `^${numberOf(order)}: “Confirmed” of \\d{1,2}:\\d\\d was not applied. Someone moved it later: it is “${now}” now.`,
        ),
      );
    expect(notices).toEqual([of(late, 'Cooking'), of(ended, 'Cancelled')].sort());
    await kitchen.page.getByRole('button', { name: 'All seen' }).click();
    await kitchen.page.locator('undo-strip').getByRole('alert').waitFor({ state: 'detached' });
    expect((await historyOf(fine)).map(({ status }) => status)).toEqual(['pending', 'confirmed']);
  });

  it('never sends what was taken back before it left: a tap, a delay, a recall', async () => {
    const [tapped, cooking, ready] = [await place(), await place(), await place()] as [Order, Order, Order];
    await world.cashier.move(cooking.order_id, 'cooking');
    await world.cashier.move(ready.order_id, 'ready');
    const kitchen = await world.tablet('kitchen');
    for (const [title, order] of [
      ['New', tapped],
      ['Cooking', cooking],
      ['Ready', ready],
    ] as const)
      await kitchen.stands(title, order);
    kitchen.cable.cut();
    await kitchen.says(/No connection/);
    const posts = sentBy(kitchen);
    await kitchen.forward('New', tapped);
    await kitchen.stands('Accepted', tapped);
    await kitchen.page.getByRole('button', { name: 'Undo' }).click();
    await kitchen.stands('New', tapped);
    await delay(kitchen, cooking, 10);
    await kitchen.sheet.getByRole('button', { name: 'Take back “+10 min”' }).click();
    await kitchen.page.keyboard.press('Escape');
    await recall(kitchen, ready, 'New');
    await kitchen.stands('New', ready);
    await kitchen.open(ready);
    await kitchen.sheet.getByRole('button', { name: 'Take back “Back to received”' }).click();
    await kitchen.page.keyboard.press('Escape');
    await kitchen.stands('Ready', ready);
    kitchen.cable.mend();
    await kitchen.live;
    await kitchen.stands('New', tapped);
    await kitchen.forward('New', tapped);
    await eventually(async () => (await historyOf(tapped)).length === 2, 'a tap that was meant');
    expect(posts.map(({ path }) => path)).toEqual(['update-status']);
    for (const order of [cooking, ready])
      expect((await historyOf(order)).map(({ type }) => type)).toEqual(['placed', 'status_changed']);
  });

  it('keeps a delay and a recall from the keyboard alone, and takes one of them back', async () => {
    const order = await place();
    await world.cashier.move(order.order_id, 'cooking');
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('Cooking', order);
    const { page } = kitchen;
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    kitchen.cable.cut();
    await kitchen.says(/No connection/);
    await press('/');
    await page.keyboard.type(numberOf(order));
    await press('Tab', 'j', 'm');
    await tabTo(page, '+10 min');
    await press('Enter');
    await tabTo(page, 'Busy kitchen');
    await arrowTo(page, 'An ingredient is missing');
    await tabTo(page, 'Delay by 10 min');
    await press('Enter');
    await tabTo(page, 'Take back “+10 min”, which waits to be sent');
    await press('Enter');
    await kitchen.sheet.getByRole('button', { name: 'Take back “+10 min”' }).waitFor({ state: 'detached' });
    await tabTo(page, 'Back to received');
    await press('Enter');
    await tabTo(page, 'A mistake');
    await press('Space');
    await tabTo(page, 'Back to received');
    await press('Enter', 'Escape');
    await kitchen.stands('New', order);
    kitchen.cable.mend();
    await eventually(async () => (await historyOf(order)).length === 3, 'the recall to arrive');
    expect((await historyOf(order)).map(({ type }) => type)).toEqual([
      'placed',
      'status_changed',
      'recalled',
    ]);
  });

  it('keeps recalls and delays too, over a reload, and sends them in their order after the batch', async () => {
    const [cooking, ready, fresh] = [await place(), await place(), await place()] as [Order, Order, Order];
    await world.cashier.move(cooking.order_id, 'cooking');
    await world.cashier.move(ready.order_id, 'cooking');
    await world.cashier.move(ready.order_id, 'ready');
    const kitchen = await world.tablet('kitchen');
    for (const [title, order] of [
      ['Cooking', cooking],
      ['Ready', ready],
      ['New', fresh],
    ] as const)
      await kitchen.stands(title, order);
    kitchen.cable.cut();
    await kitchen.says(/No connection/);
    await delay(kitchen, cooking, 10);
    await kitchen.page.keyboard.press('Escape');
    await kitchen.forward('Cooking', cooking);
    await recall(kitchen, ready, 'Cooking');
    await kitchen.stands('Cooking', ready);
    await kitchen.forward('Cooking', ready);
    await kitchen.stands('Ready', ready);
    await kitchen.forward('New', fresh);
    await kitchen.says('5 steps are kept and will be sent.');
    const posts = sentBy(kitchen);
    await reopenOnline(kitchen);
    await eventually(async () => (await historyOf(ready)).length === 5, 'the last of it to arrive');
    expect(posts.map(({ path, orders }) => [path, orders])).toEqual([
      ['update-status', [fresh.order_id]],
      ['delay', [cooking.order_id]],
      ['recall', [ready.order_id]],
      ['update-status', [cooking.order_id, ready.order_id]],
    ]);
    expect(new Set(posts.flatMap(({ keys }) => keys)).size).toBe(5);
    expect((await historyOf(cooking)).map(({ type, status }) => [type, status])).toEqual([
      ['placed', 'pending'],
      ['status_changed', 'cooking'],
      ['delayed', 'cooking'],
      ['status_changed', 'ready'],
    ]);
    expect((await historyOf(ready)).map(({ type, status }) => [type, status]).slice(2)).toEqual([
      ['status_changed', 'ready'],
      ['recalled', 'cooking'],
      ['status_changed', 'ready'],
    ]);
    expect(await kitchen.page.locator('undo-strip').getByRole('alert').count()).toBe(0);
  });

  it('shows each recall and delay that came too late, with what stands instead', async () => {
    const [recalled, delayed] = [await place(), await place()] as [Order, Order];
    await world.cashier.move(recalled.order_id, 'ready');
    await world.cashier.move(delayed.order_id, 'cooking');
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('Ready', recalled);
    await kitchen.stands('Cooking', delayed);
    kitchen.cable.cut();
    await kitchen.says(/No connection/);
    await recall(kitchen, recalled, 'New');
    await kitchen.stands('New', recalled);
    await delay(kitchen, delayed, 20);
    await kitchen.page.keyboard.press('Escape');
    await world.cashier.move(recalled.order_id, 'completed');
    await world.cashier.move(delayed.order_id, 'ready');
    kitchen.cable.mend();
    await kitchen.page.getByRole('button', { name: '1 more' }).click();
    const list = kitchen.page.locator('notice-list').getByRole('listitem');
    const notices = (await list.allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
    expect(notices.find((notice) => notice.startsWith(`${numberOf(recalled)}: `))).toMatch(
      /“Back to received” of \d{1,2}:\d\d was not applied. Someone else was faster: it is “Completed” now. Look at it and decide again./,
    );
    expect(notices.find((notice) => notice.startsWith(`${numberOf(delayed)}: `))).toMatch(
      /“\+20 min” of \d{1,2}:\d\d was not applied. ./,
    );
    await kitchen.page.getByRole('button', { name: 'All seen' }).click();
    await kitchen.stands('Ready', delayed);
  });

  it.each([
    ['one by one', ['OK', 'OK']],
    ['all at once', ['All seen']],
  ] as const)(
    'shows what was not applied to the keyboard alone, which goes on from the orders: %s',
    async (_way, presses) => {
      const orders = [await place(), await place()];
      const kitchen = await world.tablet('kitchen');
      const { page } = kitchen;
      await kitchen.stands('New', orders[1]!);
      kitchen.cable.cut();
      await kitchen.says(/No connection/);
      for (const order of orders) await kitchen.forward('New', order);
      for (const { order_id } of orders) await world.cashier.move(order_id, 'cooking');
      kitchen.cable.mend();
      await page.getByRole('button', { name: '1 more' }).waitFor();
      await tabTo(page, '1 more');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Not applied' }).waitFor();
      await tabTo(page, presses[0]);
      for (const press of presses) {
        expect((await focused(page)).name).toBe(press);
        await page.keyboard.press('Enter');
      }
      await page.locator('notice-list').waitFor({ state: 'detached' });
      expect((await focused(page)).name).toBe('Orders by status');
      await page.keyboard.press('j');
      expect((await focused(page)).inside).toContain('order-card');
    },
  );

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
