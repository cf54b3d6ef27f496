import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order, PlaceOrder } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { BoardWorld, numberOf, type Tablet } from './board-world.ts';

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

describe('the views of the board', () => {
  let world: BoardWorld;
  beforeAll(async () => {
    world = await BoardWorld.open();
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  const place = (order: Partial<PlaceOrder> = {}): Promise<Order> =>
    world.cashier.place({ fulfilment: 'pickup', customer: { name: 'Ana Reyes' }, ...order });

  it('take a pickup order from the counter through the kitchen to the customer, tap by tap on two tablets', async () => {
    const counter = await world.tablet('cashier');
    const kitchen = await world.tablet('kitchen');
    const order = await place();
    await Promise.all([counter.stands('New', order), kitchen.stands('New', order)]);
    for (const [from, verb, to] of [
      ['New', 'Accept', 'Accepted'],
      ['Accepted', 'Start preparing', 'Preparing'],
      ['Preparing', 'Start cooking', 'Cooking'],
      ['Cooking', 'Mark ready', 'Ready'],
    ] as const) {
      await kitchen.card(from, numberOf(order)).getByRole('button', { name: verb }).click();
      await kitchen.stands(to, order);
      await counter.stands(to === 'Ready' ? 'Ready' : 'In the kitchen', order);
    }
    await counter.card('Ready', numberOf(order)).getByRole('button', { name: 'Picked up' }).click();
    await kitchen.card('Ready', numberOf(order)).waitFor({ state: 'detached' });
    expect(await world.cashier.snapshot(order.order_id)).toMatchObject({ status: 'completed', version: 6 });
    await counter.page.getByRole('button', { name: 'Menu' }).click();
    await counter.page.getByRole('button', { name: 'Finished orders' }).click();
    await counter.page
      .locator('finished-orders')
      .getByRole('button', { name: new RegExp(`^${numberOf(order)} `) })
      .waitFor();
    expect([counter.complaints, kitchen.complaints]).toEqual([[], []]);
  });

  it('show a driver the deliveries alone, with street and phone, out and back again', async () => {
    const table = await place({ fulfilment: 'dine_in', table: '7' });
    const order = await place({
      fulfilment: 'delivery',
      address: '12 Mabini St',
      customer: { name: 'Ben Cruz', phone: '+639181234567' },
    });
    for (const { order_id } of [table, order]) await world.cashier.move(order_id, 'ready');
    const driver = await world.tablet('courier');
    await driver.stands('Ready to go', order);
    expect(await driver.card('Ready to go', numberOf(table)).count()).toBe(0);
    expect(await driver.card('Ready to go', numberOf(order)).innerText()).toContain(
      'Delivery · 12 Mabini St',
    );
    expect(
      await driver
        .card('Ready to go', numberOf(order))
        .getByRole('link', { name: 'Call Ben Cruz' })
        .getAttribute('href'),
    ).toBe('tel:+639181234567');
    await driver.card('Ready to go', numberOf(order)).getByRole('button', { name: 'Take it out' }).click();
    await driver.stands('On the way', order);
    const sheet = await driver.open(order);
    await sheet.getByRole('button', { name: 'Could not hand over' }).click();
    await sheet.getByText('Nobody answered').click();
    await sheet.getByRole('button', { name: 'Could not hand over' }).click();
    await driver
      .card('Not handed over', numberOf(order))
      .getByRole('button', { name: 'Send out again' })
      .click();
    await driver.forward('On the way', order);
    await driver.stands('Delivered', order);
    const { status_history: history } = await eventually(async () => {
      const snapshot = await world.cashier.snapshot(order.order_id);
      return snapshot.status === 'delivered' ? snapshot : null;
    }, 'the delivery');
    expect(history.map(({ status, reason }) => [status, reason])).toEqual([
      ['pending', null],
      ['ready', null],
      ['out_for_delivery', null],
      ['delivery_failed', 'no_answer'],
      ['out_for_delivery', null],
      ['delivered', null],
    ]);
  });

  it('close a table at the counter once it has been served', async () => {
    const order = await place({ fulfilment: 'dine_in', table: '12' });
    const counter = await world.tablet('manager');
    await world.cashier.move(order.order_id, 'ready');
    await counter.card('Ready', numberOf(order)).getByRole('button', { name: 'Served' }).click();
    await counter.card('Handed over', numberOf(order)).getByRole('button', { name: 'Close' }).click();
    await counter.card('Handed over', numberOf(order)).waitFor({ state: 'detached' });
    await eventually(
      async () => (await world.cashier.snapshot(order.order_id)).status === 'completed',
      'the order to be closed',
    );
  });

  it('say on a card all that a cook must know, to be read from two metres', async () => {
    const wish = `No egg in one of them, please. ${'Really none. '.repeat(12)}`.trim();
    const items = [
      { name: 'Spicy Ramen', quantity: 2, unit_price: 22_500, notes: wish },
      { name: 'Gyoza, six pieces', quantity: 1, unit_price: 0 },
    ];
    const order = await place({ fulfilment: 'dine_in', table: '7', items, placed_at: minutesAgo(60) });
    await world.cashier.move(order.order_id, 'confirmed', { occurred_at: minutesAgo(60) });
    await world.cashier.move(order.order_id, 'cooking', {
      occurred_at: minutesAgo(50),
      notes: 'As spicy as you like it',
      internal_notes: 'Allergic to nuts',
    });
    const kitchen = await world.tablet('kitchen');
    const card = kitchen.card('Cooking', numberOf(order));
    const said = await card.innerText();
    for (const words of [
      'Dine-in · Table 7',
      'Spicy Ramen',
      wish,
      'Gyoza, six pieces',
      'As spicy as you like it',
      'Allergic to nuts',
      'late',
    ])
      expect(said).toContain(words);
    type Styled = { computedStyleMap(): Map<string, { toString(): string }> };
    const style = (property: string, selector: string) =>
      card
        .locator(selector)
        .evaluate(
          (element: unknown, name) => String((element as Styled).computedStyleMap().get(name)),
          property,
        );
    expect([await style('font-size', 'h3'), await style('color', '.ring')]).toEqual([
      '28px',
      'rgb(153, 27, 27)',
    ]);
    expect((await card.locator('button.edge').boundingBox())?.height).toBeGreaterThanOrEqual(56);
    expect(
      await card.evaluate(
        (article: { scrollWidth: number; clientWidth: number }) => article.scrollWidth <= article.clientWidth,
      ),
    ).toBe(true);
  });

  it('find an order by its number, in whatever state it is, and filter by kind and lateness', async () => {
    const [table, late, done] = [
      await place({ fulfilment: 'dine_in', table: '3' }),
      await place({ placed_at: minutesAgo(60) }),
      await place(),
    ];
    await world.cashier.move(late.order_id, 'cooking', { occurred_at: minutesAgo(60) });
    await world.cashier.move(done.order_id, 'cancelled', { reason: 'no_show' });
    const counter = await world.tablet('cashier');
    await counter.stands('New', table);
    await counter.page.getByLabel('Search by number').fill(numberOf(done));
    await counter.stands('Not in this view', done);
    expect(await counter.card('New', numberOf(table)).count()).toBe(0);
    await counter.page.getByLabel('Search by number').fill('');
    await counter.page.getByLabel('Kind of order').selectOption('dine_in');
    await counter.stands('New', table);
    expect(await counter.card('In the kitchen', numberOf(late)).count()).toBe(0);
    await counter.page.getByLabel('Kind of order').selectOption('all');
    await counter.page.getByRole('button', { name: 'Late' }).click();
    await counter.column('Ready').getByText('None that match').waitFor();
    await counter.stands('In the kitchen', late);
    expect(await counter.card('New', numberOf(table)).count()).toBe(0);
  });

  it('hold nothing of a card where it has been, so that a long day leaves no trace', async () => {
    const kitchen = await world.tablet('kitchen');
    const order = await place();
    await kitchen.stands('New', order);
    const held = (): Promise<number> =>
      kitchen.page.evaluate<number>(`(() => {
      const nodesOf = (node) => [node, ...(node.shadowRoot ? nodesOf(node.shadowRoot) : []), ...[...node.childNodes].flatMap(nodesOf)];
      const columns = nodesOf(document).filter(({ localName }) => localName === 'board-column');
      return columns.reduce((sum, { shadowRoot }) => sum + shadowRoot.querySelector('.cards').childNodes.length, 0);
    })()`);
    const there = async (): Promise<void> => {
      await world.cashier.move(order.order_id, 'confirmed');
      await kitchen.stands('Accepted', order);
    };
    const back = async (): Promise<void> => {
      await world.cashier.change(order.order_id, 'recall', { reason: 'mistake' });
      await kitchen.stands('New', order);
    };
    const before = await held();
    for (let round = 0; round < 3; round += 1) {
      await there();
      await back();
    }
    expect(await held()).toBe(before);
    // A column that is longer than the screen keeps its place by scrolling, and the next test looks for a
    // movement.
    await world.cashier.change(order.order_id, 'cancel', { reason: 'other' });
  });

  it('keep their view over a reload, and the log-in', async () => {
    const counter = await world.tablet('manager');
    await counter.page.getByRole('button', { name: 'Driver', exact: true }).click();
    await counter.column('Ready to go').waitFor();
    await counter.page.reload();
    await counter.column('Ready to go').waitFor();
    await counter.page.getByRole('button', { name: 'Menu' }).click();
    await counter.page.getByRole('button', { name: 'Log out' }).click();
    await counter.page.reload();
    await counter.page.getByLabel('User name').waitFor();
  });

  describe('when a new order comes', () => {
    const rings = (tablet: Tablet): Promise<number> => tablet.page.evaluate<number>('window.rung');
    const isFlashing = (tablet: Tablet, order: Order): Promise<boolean> =>
      tablet
        .card('New', numberOf(order))
        .evaluate((article: { matches(selector: string): boolean }) => article.matches('.fresh'));
    /** Counts the sounds that the page makes. */
    const listen = (tablet: Tablet): Promise<void> =>
      tablet.page.evaluate(`{
      window.rung = 0;
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (...args) { window.rung += 0.5; return start.apply(this, args); };
    }`);

    it('flash until someone touches it, and sound once sound is allowed', async () => {
      const kitchen = await world.tablet('kitchen');
      await listen(kitchen);
      const silent = await place();
      await kitchen.stands('New', silent);
      expect([await rings(kitchen), await isFlashing(kitchen, silent)]).toEqual([0, true]);
      await kitchen.page.getByRole('button', { name: 'Sound for new orders' }).click();
      const before = await eventually(() => rings(kitchen), 'the sound to be heard when it is allowed');
      const loud = await place();
      await kitchen.stands('New', loud);
      await eventually(async () => (await rings(kitchen)) === before + 1, 'one ring for one order');
      await kitchen.card('New', numberOf(loud)).locator('h3').dispatchEvent('pointerdown');
      await eventually(async () => !(await isFlashing(kitchen, loud)), 'the touched card to be calm');
      expect(await isFlashing(kitchen, silent)).toBe(true);
    });

    it('come in at the end, and nothing moves under a finger', async () => {
      const kitchen = await world.tablet('kitchen');
      const orders = [await place(), await place(), await place()];
      const [first, second, third] = orders as [Order, Order, Order];
      await kitchen.stands('New', third);
      const top = async (order: Order): Promise<number> =>
        (await kitchen.card('New', numberOf(order)).boundingBox())?.y ?? NaN;
      await kitchen.card('New', numberOf(second)).locator('ul').hover();
      await kitchen.page.mouse.down();
      const before = await top(second);
      await world.cashier.move(first.order_id, 'cooking');
      await kitchen.stands('Cooking', first);
      const fourth = await place();
      await kitchen.stands('New', fourth);
      expect([await top(second), (await top(fourth)) > (await top(third))]).toEqual([before, true]);
      const left = kitchen
        .column('New')
        .locator('order-card')
        .filter({ hasText: numberOf(first) });
      expect([await left.locator('.gone').isVisible(), await left.locator('.edge').isVisible()]).toEqual([
        true,
        false,
      ]);
      await kitchen.page.mouse.up();
      await kitchen.page.keyboard.press('Escape');
      await eventually(async () => (await top(second)) < before, 'the gap to close once the finger is gone');
    });
  });
});
