import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order, PlaceOrder } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { BoardWorld, type Tablet } from './board-world.ts';

describe('the search at the board', () => {
  let world: BoardWorld;
  let wanted: Order;
  beforeAll(async () => {
    world = await BoardWorld.open();
    // By age it stands before the one whose number begins like it.
    await place({ display_number: '7001', fulfilment: 'dine_in', table: '14' });
    wanted = await place({
      fulfilment: 'delivery',
      display_number: '700',
      address: '98 Bonifacio Drive',
      external_id: 'TILL-5521',
      items: [{ name: 'Sinigang', quantity: 1, unit_price: 0 }],
      customer: { name: 'José Reyes', phone: '+639175550001' },
    });
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  const place = (order: Partial<PlaceOrder>): Promise<Order> => world.cashier.place(order);
  const found = async (tablet: Tablet): Promise<readonly string[]> => {
    const numbers = await tablet.page.locator('article:not([inert]) h3').allTextContents();
    return numbers.map((number) => number.trim());
  };

  it('finds an order by whatever of it someone knows, from the keyboard', async () => {
    const tablet = await world.tablet('cashier');
    const { page } = tablet;
    await page.getByRole('heading', { name: '700', exact: true }).waitFor();
    for (const words of [
      'jose',
      '5550001',
      '550001',
      'bonifacio',
      'sinigang',
      '5521',
      'till-5521',
      '98 bonif',
    ]) {
      await page.keyboard.press('/');
      await page.keyboard.type(words);
      await eventually(async () => String(await found(tablet)) === '700', `700 alone by “${words}”`);
      await page.keyboard.press('Escape');
      await page
        .locator('board-bar main, board-column')
        .first()
        .click({ position: { x: 2, y: 2 } });
    }
  });

  it('puts the very number first', async () => {
    const tablet = await world.tablet('cashier');
    await tablet.page.getByRole('heading', { name: '7001', exact: true }).waitFor();
    await tablet.page.getByLabel(/Search by number/).fill('7001');
    await eventually(async () => String(await found(tablet)) === '7001', '7001 alone');
    await tablet.page.getByLabel(/Search by number/).fill('700');
    await eventually(async () => String(await found(tablet)) === '700,7001', '700 before 7001');
    await tablet.page.getByLabel(/Search by number/).fill('table 14');
    await eventually(async () => String(await found(tablet)) === '7001', 'the table');
  });

  it('finds every finished order of the day, however many came after it', async () => {
    const early = await place({
      fulfilment: 'pickup',
      display_number: 'EARLY',
      customer: { name: 'Dora Lim' },
    });
    await world.cashier.move(early.order_id, 'cancelled', { reason: 'customer' });
    const orders = await Promise.all(Array.from({ length: 230 }, () => place({ fulfilment: 'pickup' })));
    const updates = orders.map(({ order_id }) => ({
      order_id,
      status: 'cancelled',
      reason: 'customer',
      idempotency_key: order_id,
    }));
    for (let from = 0; from < updates.length; from += 100)
      await world.cashier.post('/api/v1/online/orders/update-status/', {
        updates: updates.slice(from, from + 100),
      });
    const { page } = await world.tablet('cashier');
    await page.getByLabel(/Search by number/).fill('dora');
    await page.getByRole('button', { name: 'Finished too' }).click();
    const list = page.locator('finished-orders');
    await list.getByRole('button', { name: /^EARLY/ }).waitFor();
    await list.getByLabel('Search finished orders').fill('nobody at all');
    await list.getByText('None that match.').waitFor();
    await list.getByLabel('Search finished orders').fill('EARLY');
    await list.getByRole('button', { name: /^EARLY/ }).click();
    await page.locator('order-sheet').getByText('Dora Lim', { exact: true }).waitFor();
    expect(await page.locator('order-sheet').getByText('Cancelled').first().isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(wanted.display_number).toBe('700');
  });

  it('reads the finished ones page by page for who looks through them', async () => {
    const { page } = await world.tablet('cashier');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Finished orders' }).click();
    const rows = page.locator('finished-orders li');
    const more = page.getByRole('button', { name: 'Show more' });
    await more.waitFor();
    const first = await rows.count();
    await more.click();
    await eventually(async () => (await rows.count()) > first, 'more of them');
    await more.click();
    // While it is being read there is no button either.
    await eventually(async () => (await rows.count()) > 230, 'all of them');
    await more.waitFor({ state: 'detached' });
  });
});
