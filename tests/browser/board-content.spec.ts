import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order, PlaceOrder } from '#libs/contracts';
import { smallTargets, violations } from '../support/accessibility.ts';
import { sidewaysScroll } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { BoardWorld, lying, upright } from './board-world.ts';
import { pressLater } from './press-later.ts';

/** Everything that a till may say of an order. */
const full: Partial<PlaceOrder> = {
  fulfilment: 'delivery',
  display_number: 'B-17',
  address: '12 Mabini St, Manila',
  notes: 'Allergic to peanuts, ring twice',
  items: [
    {
      name: 'Spicy Ramen',
      quantity: 2,
      unit_price: 22_500,
      notes: 'no egg',
      modifiers: [{ name: 'Extra noodles', quantity: 2, unit_price: 2_500 }],
      allergens: ['Peanuts', 'Gluten'],
    },
    { name: 'Lechon', quantity: 0.75, unit_price: 100_000 },
    { name: 'Halo-halo', quantity: 1, unit_price: 15_000 },
    { name: 'Iced Tea', quantity: 1, unit_price: 6_000 },
  ],
  adjustments: [
    { kind: 'discount', label: 'Lunch', amount: -5_000 },
    { kind: 'delivery', amount: 4_900 },
  ],
  customer: { name: 'Ana Reyes', phone: '+639171234567' },
};

describe('what the board says of an order', () => {
  let world: BoardWorld;
  let order: Order;
  beforeAll(async () => {
    world = await BoardWorld.open();
    order = await world.cashier.place(full);
    const items = [
      { line: 3, state: 'unavailable' },
      { line: 4, state: 'done' },
    ];
    await world.cashier.change(order.order_id, 'amend', { items });
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  const article = 'article:not([inert])';

  it('is all of it, on the card', async () => {
    const counter = await world.tablet('cashier');
    const card = counter.page.locator(article, { hasText: 'B-17' });
    await card.getByRole('heading', { name: 'B-17', exact: true }).waitFor();
    await card.getByText('done', { exact: true }).waitFor();
    const said = await card.innerText();
    for (const words of [
      order.order_number,
      '⚠ Allergens: Peanuts, Gluten',
      '⚠ Peanuts',
      'Customer: Allergic to peanuts, ring twice',
      '2 × Extra noodles',
      'no egg',
      '0.75',
      'not available',
      'Lunch -₱50.00',
      'Delivery ₱49.00',
      'To be paid',
      '₱1,509.00',
    ])
      expect(said).toContain(words);
    expect(await card.locator('s').innerText()).toBe('Halo-halo');
  });

  it('is all of it, in the sheet, with what each line costs', async () => {
    const counter = await world.tablet('cashier');
    await counter.page.getByRole('button', { name: 'More for B-17' }).click();
    await counter.sheet.getByText('₱1,509.00').first().waitFor();
    for (const words of [
      'B-17',
      order.order_number,
      '₱550.00',
      '₱750.00',
      '2 × Extra noodles (₱25.00)',
      'Lunch',
    ])
      expect(await counter.sheet.getByText(words).first().isVisible()).toBe(true);
    await counter.sheet.getByText('Items: how far they are').waitFor();
  });

  it('is all of it, on the slip', async () => {
    const counter = await world.tablet('cashier');
    await counter.page.evaluate(
      'window.print = () => { window.printed = document.querySelector(".print-ticket").textContent.replace(/\\s+/g, " "); }',
    );
    await counter.page.getByRole('button', { name: 'More for B-17' }).click();
    await counter.sheet.getByRole('button', { name: 'Print' }).click();
    const slip = await eventually(
      () => counter.page.evaluate<string | undefined>('window.printed'),
      'the slip to be printed',
    );
    for (const words of [
      'B-17',
      order.order_number,
      '⚠ Allergens: Peanuts, Gluten',
      'Customer: Allergic to peanuts, ring twice',
      '2 × Spicy Ramen',
      '+ 2 × Extra noodles',
      '0.75 × Lechon',
      '1 × Halo-halo not available',
      '1 × Iced Tea ✓',
      'Lunch',
      '-₱50.00',
      'Total',
      '₱1,509.00',
      'To be paid',
    ])
      expect(slip).toContain(words);
  });

  it('follows what is amended elsewhere: payment and lines at once, the rest by reading it anew', async () => {
    const other = await world.cashier.place({ ...full, display_number: 'B-18' });
    const counter = await world.tablet('cashier');
    const card = counter.page.locator(article, { hasText: 'B-18' });
    await card.getByText('To be paid').waitFor();
    const amend = (body: object) => world.cashier.change(other.order_id, 'amend', body);
    await amend({ payment: { status: 'paid', method: 'online' } });
    await card.getByText('Paid online').waitFor();
    await amend({ items: [{ line: 1, state: 'done' }] });
    await card.getByText('done', { exact: true }).waitFor();
    await amend({ address: '98 Rizal Ave', total: { amount: 99_900 } });
    await card.getByText('98 Rizal Ave').waitFor();
    await card.getByText('₱999.00').waitFor();
  });

  it('follows what is amended of an order that has ended, while someone looks at it', async () => {
    const ended = await world.cashier.place({ fulfilment: 'pickup', display_number: 'B-19' });
    await world.cashier.move(ended.order_id, 'ready');
    await world.cashier.move(ended.order_id, 'completed');
    const counter = await world.tablet('cashier');
    await counter.page.getByRole('button', { name: 'Menu' }).click();
    await counter.page.getByRole('button', { name: 'Finished orders' }).click();
    await counter.page.locator('finished-orders').getByRole('button', { name: /^B-19/ }).click();
    await counter.sheet.getByText('Completed').first().waitFor();
    await world.cashier.change(ended.order_id, 'amend', { customer: { name: 'Ben Cruz' } });
    await counter.sheet.getByText('Ben Cruz', { exact: true }).waitFor();
    await counter.sheet.getByText('Customer’s contact changed').waitFor();
  });

  it('lets those who take money say that it is paid, and how, and tells it in the story', async () => {
    const other = await world.cashier.place({ ...full, display_number: 'B-20' });
    await world.cashier.move(other.order_id, 'ready');
    await world.cashier.move(other.order_id, 'out_for_delivery');
    const driver = await world.tablet('courier');
    await driver.page.getByRole('button', { name: 'More for B-20' }).click();
    await driver.sheet.getByRole('button', { name: 'Paid by cash' }).dblclick();
    await driver.sheet.getByText('Payment: paid by cash').waitFor();
    expect((await world.cashier.snapshot(other.order_id)).payment).toEqual({
      status: 'paid',
      method: 'cash',
    });
    await pressLater(driver.sheet.getByRole('button', { name: 'Not paid after all' }));
    await driver.sheet.getByText('Payment: to be paid').waitFor();
    await driver.sheet.getByText('Payment changed').waitFor();
    expect((await world.cashier.snapshot(other.order_id)).payment).toEqual({ status: 'unpaid' });
  });

  it('keeps a payment that is said without a network, and shows it', async () => {
    const other = await world.cashier.place({ ...full, display_number: 'B-21' });
    const counter = await world.tablet('cashier');
    await counter.page.getByRole('button', { name: 'More for B-21' }).click();
    await counter.sheet.getByRole('button', { name: 'Paid by card' }).waitFor();
    counter.cable.cut();
    await counter.says(/No connection/);
    await counter.sheet.getByRole('button', { name: 'Paid by card' }).click();
    await counter.sheet.getByRole('button', { name: /Take back “Paid by card”/ }).waitFor();
    await counter.page.keyboard.press('Escape');
    await counter.page.locator(article, { hasText: 'B-21' }).getByText('Paid by card').waitFor();
    counter.cable.mend();
    await eventually(
      async () => (await world.cashier.snapshot(other.order_id)).payment.method === 'card',
      'the payment to arrive',
    );
  });

  it('takes no money in the kitchen', async () => {
    const kitchen = await world.tablet('kitchen');
    await kitchen.page.getByRole('button', { name: 'More for B-17' }).click();
    await kitchen.sheet.getByText('To be paid').waitFor();
    expect(await kitchen.sheet.getByRole('button', { name: 'Paid by cash' }).count()).toBe(0);
  });

  it.each([
    [lying, 'light'],
    [lying, 'dark'],
    [upright, 'light'],
    [upright, 'dark'],
  ] as const)('breaks no rule of accessibility at %j, %s', async (viewport, colorScheme) => {
    const counter = await world.tablet('cashier', '', { viewport, colorScheme });
    await counter.page.getByRole('heading', { name: 'B-17', exact: true }).waitFor();
    expect([await violations(counter.page), await smallTargets(counter.page)]).toEqual([[], []]);
    await counter.page.getByRole('button', { name: 'More for B-17' }).click();
    await counter.sheet.locator('order-timeline li').first().waitFor();
    expect([await violations(counter.page), await smallTargets(counter.page)]).toEqual([[], []]);
    await counter.sheet.getByRole('button', { name: 'Order it again' }).click();
    await counter.page
      .getByRole('button', { name: /Leave out/ })
      .first()
      .waitFor();
    expect([await violations(counter.page), await smallTargets(counter.page)]).toEqual([[], []]);
    expect([await sidewaysScroll(counter.page), counter.complaints]).toEqual([0, []]);
  });
});
