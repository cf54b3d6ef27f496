import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { violations } from '../support/accessibility.ts';
import { narrowPhone, sidewaysScroll } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { middayZone } from '../support/midday-zone.ts';
import { CustomerWorld } from './customer-world.ts';
import { KitchenOrder, readyIn } from './kitchen.ts';

let world: CustomerWorld;
beforeAll(async () => {
  world = await CustomerWorld.open();
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.begin());
afterEach(() => world.end());

/** As a POS sends one, with all that it may hold. */
function feast(fulfilment: 'delivery' | 'pickup' | 'dine_in' = 'pickup'): KitchenOrder {
  const order = new KitchenOrder(fulfilment, 'ONLINE-000042').move('cooking', { estimate: readyIn(4, 8) });
  order.items = [
    {
      name: 'Spicy Ramen',
      quantity: 2,
      unit_price: 22_500,
      modifiers: [
        { name: 'Soft egg', quantity: 1, unit_price: 2_500 },
        { name: 'Chashu', quantity: 3, unit_price: 4_000 },
      ],
      allergens: ['wheat', 'egg'],
      notes: 'No spring onion',
    },
    { name: 'Lechon by weight', quantity: 0.35, unit_price: 100_000 },
    { name: 'Mango Shake', quantity: 1, unit_price: 9_000 },
  ];
  order.adjustments = [
    { kind: 'discount', label: 'Lunch', amount: -5_000 },
    { kind: 'delivery', amount: 4_900 },
    { kind: 'tip', amount: 2_000 },
  ];
  order.payment = { status: 'paid', method: 'card' };
  order.notes = 'Ring twice, the bell is weak.';
  return order;
}
const receipt = (): Promise<string> => world.page.locator('.ordered').innerText();
const lines = (text: string): readonly string[] =>
  text.split(/\n+/).map((line) => line.replace(/\s+/g, ' ').trim());

describe('what was ordered', () => {
  it('stands on the page as it was agreed, down to the payment and the customer’s own note', async () => {
    await world.follow(feast());
    const said = lines(await receipt());
    for (const line of [
      '2 ×',
      'Soft egg',
      '3 × Chashu',
      'Contains wheat, egg',
      'No spring onion',
      '₱740.00',
      '0.35 ×',
      '₱350.00',
      'Lunch',
      '-₱50.00',
      'Delivery',
      '₱49.00',
      'Tip',
      'Total',
      '₱1,199.00',
      'Paid by card',
      'Ring twice, the bell is weak.',
    ])
      expect(said.join('\n')).toContain(line);
    expect([await violations(world.page), world.complaints]).toEqual([[], []]);
  });

  it.each([
    ['es-MX', ['0.35 ×', 'Contiene wheat, egg', 'Envío', 'Propina', 'Pagado con tarjeta', 'Tu nota']],
    ['es-ES', ['0,35 ×']],
    ['fil-PH', ['Paghahatid', 'Bayad na gamit ang card', 'Ang bilin mo']],
  ])('is written as the reader writes: %s', async (locale, texts) => {
    await world.follow(feast(), { locale });
    const said = await receipt();
    for (const text of texts) expect(said).toContain(text);
  });

  it.each([
    [{ status: 'unpaid' }, 'To be paid'],
    [{ status: 'unpaid', method: 'cash' }, 'To be paid in cash'],
    [{ status: 'paid' }, 'Paid'],
    [{ status: 'paid', method: 'other' }, 'Paid'],
    [{ status: 'paid', method: 'online' }, 'Paid online'],
    [{ status: 'refunded', method: 'card' }, 'Refunded (was paid by card)'],
    [{ status: 'part_refunded' }, 'Partly refunded'],
  ] as const)('says how it is paid: %j', async (payment, said) => {
    const order = feast();
    order.payment = payment;
    await world.follow(order);
    expect(await world.page.locator('.paid').innerText()).toBe(said);
  });

  it.each([
    ['HUF', /Ft\s?1,199\.00|1,199\.00\s?Ft/],
    ['JPY', /¥119,900/],
    ['IQD', /119\.900/],
  ])('costs the same number in %s as the API says, in its minor units', async (currency, written) => {
    const order = feast();
    order.currency = currency;
    await world.follow(order);
    expect((await world.page.locator('.sum.total').innerText()).replace(/\u00a0/g, ' ')).toMatch(written);
  });

  it('says nothing of money where the restaurant gave no prices', async () => {
    const order = feast();
    order.items = [{ name: 'Soup of the day', quantity: 1, unit_price: 0 }];
    order.adjustments = [];
    order.payment = { status: 'unpaid' };
    await world.follow(order);
    expect(await world.page.locator('.sum, .paid').count()).toBe(0);
  });

  it('fits a narrow phone, whatever things are called', async () => {
    const order = feast();
    order.adjustments = [{ kind: 'other', label: 'W'.repeat(120), amount: 1 }];
    order.notes = 'x'.repeat(500);
    await world.follow(order, { viewport: narrowPhone });
    expect(await sidewaysScroll(world.page)).toBe(0);
  });
});

describe('an order that is amended', () => {
  it('says what is not available, and how it is paid now, and goes on as it was', async () => {
    const order = feast();
    order.payment = { status: 'unpaid' };
    await world.follow(order);
    const sentence = await world.page.locator('.sentence').innerText();
    await world.says('To be paid');
    order.states.set(3, 'unavailable');
    order.payment = { status: 'paid', method: 'card' };
    world.server.tell(order.amend('items', 'payment'));
    await world.says('Paid by card');
    await world.says('not available');
    expect(await world.page.locator('.gone s').first().innerText()).toBe('Mango Shake');
    expect(await world.page.locator('.sentence').innerText()).toBe(sentence);
    expect(await world.page.locator('.toast').count()).toBe(0);
    await world.page.reload();
    await world.says('Paid by card');
    expect([await world.page.locator('.sentence').innerText(), world.complaints]).toEqual([sentence, []]);
  });

  it('keeps what was said of a delay, and shows no amendment as an event', async () => {
    const order = feast().delay(10, readyIn(14, 18));
    await world.follow(order);
    await world.says(/^Running about 10\s?minutes late/);
    world.server.tell(order.amend('payment'));
    const reads = () => world.server.requests.filter(({ url }) => url.endsWith(order.id)).length;
    await eventually(() => reads() > 1, 'the order read anew');
    await world.says(/^Running about 10\s?minutes late/);
    expect(await world.page.locator('.history li').count()).toBe(3);
  });
});

describe('what people call out', () => {
  it('stands large once a pickup is ready, with the order’s number small', async () => {
    const order = feast().move('ready');
    await world.follow(order);
    expect(await world.page.locator('.called').innerText()).toBe('42');
    await world.says('Ready. Come to the counter with ONLINE-000042.');
  });

  it('is the POS’s own, where it has one', async () => {
    const order = feast();
    order.called = 'B-17';
    await world.follow(order.move('ready'));
    expect(await world.page.locator('.called').innerText()).toBe('B-17');
    await world.says('Ready. Come to the counter with B-17.');
    await world.says('ONLINE-000042');
  });
});

describe('the end', () => {
  it.each([
    ['delivery', ['out_for_delivery', 'delivered'], 'Your order has been handed over. Enjoy your meal.'],
    ['dine_in', ['served'], 'Your order is at your table. Enjoy your meal.'],
    ['pickup', ['completed'], 'You’ve picked up your order. Thank you.'],
  ] as const)('of a %s is a dated receipt, with nothing more to come', async (kind, steps, sentence) => {
    const order = feast(kind).move('ready');
    for (const status of steps) order.move(status);
    await world.follow(order);
    const { page } = world;
    await page.getByRole('heading', { level: 1, name: sentence }).waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toContain('Receipt');
    const date = new Date().toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: middayZone });
    expect(await page.locator('.dated').innerText()).toContain(date);
    expect(await page.getByRole('button', { name: 'Notify me' }).count()).toBe(0);
    expect(await page.locator('.steps li.upcoming').count()).toBe(0);
    expect(await page.getByText('Completed', { exact: true }).count()).toBe(kind === 'pickup' ? 2 : 0);
    expect(await page.getByText('Keep this page open').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  });

  it('is dated by when it was handed over, though the restaurant closes it an hour later', async () => {
    const order = feast('delivery').move('ready').move('out_for_delivery');
    order.move('delivered', { minutesAgo: 65 }).move('completed', { minutesAgo: 5 });
    await world.follow(order);
    const delivered = order.history.at(-2)?.timestamp ?? '';
    expect(await world.page.locator('.dated time').getAttribute('datetime')).toBe(delivered);
  });

  it.each(['cancelled', 'rejected'] as const)('asks no money for an order that was %s', async (status) => {
    const order = feast();
    order.payment = { status: 'unpaid', method: 'cash' };
    await world.follow(order);
    await world.says('To be paid in cash');
    world.server.tell(order.move(status, { reason: 'sold_out' }));
    await world.page.locator('.paid').waitFor({ state: 'detached' });
    expect(await receipt()).not.toContain('To be paid');
  });

  it('prints as the receipt: who, what, when and for how much, and nothing else', async () => {
    await world.follow(feast('delivery').move('ready').move('out_for_delivery').move('delivered'));
    const { page } = world;
    await page.emulateMedia({ media: 'print' });
    const printed = await page.locator('.ordered').innerText();
    const head = await page.evaluate<string[]>(`(() => {
      const { shadowRoot } = document.querySelector('tracking-page');
      return [...shadowRoot.querySelectorAll('.paper p')].map((line) => getComputedStyle(line, '::before').content);
    })()`);
    expect(head).toEqual(['"Mabuhay Kitchen"', '"+63285551234"', '"42"', '"ONLINE-000042"']);
    for (const text of ['Receipt', '₱1,199.00', 'Paid by card']) expect(printed).toContain(text);
    expect(printed).toMatch(/Receipt\s+\d{1,2} \w+ \d{4} at \d{1,2}:\d{2}/);
    for (const part of ['order-status-tracker', '.call', '.languages'])
      expect(await page.locator(part).first().isVisible()).toBe(false);
  });
});

describe('whoever hears the page', () => {
  it('is told its answer as the heading, and which steps are done and to come', async () => {
    await world.follow(feast().move('cooking', { estimate: readyIn(4, 8) }));
    const { page } = world;
    await page.getByRole('heading', { level: 1, name: 'Your food is being cooked.' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    const steps = (await page.locator('.steps li').allTextContents()).map((text) =>
      text.replace(/\s+/g, ' '),
    );
    expect(steps[0]).toMatch(/Received done/);
    expect(steps.at(-1)).toMatch(/to come/);
    expect(steps.filter((text) => /done|to come/.test(text))).toHaveLength(steps.length - 1);
  });
});
