import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { smallTargets, violations } from '../support/accessibility.ts';
import { narrowPhone, sidewaysScroll } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { BoardWorld, lying, numberOf, type Tablet, upright } from './board-world.ts';

describe('the board for every hand and eye', () => {
  let world: BoardWorld;
  let orders: readonly Order[];
  beforeAll(async () => {
    world = await BoardWorld.open();
    orders = await everyStatus(world);
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  const menu = async ({ page }: Tablet, entry: string): Promise<void> => {
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: entry, exact: true }).click();
  };
  /** Everything that can lie open, each by how one gets there. */
  const places: Readonly<Record<string, (tablet: Tablet) => Promise<unknown>>> = {
    'the counter': (tablet) => tablet.stands('New', orders[0]!),
    'the driver’s view': async (tablet) => {
      await tablet.page.getByRole('button', { name: 'Driver', exact: true }).click();
      await tablet.column('On the way').getByRole('article').first().waitFor();
    },
    'several chosen': async (tablet) => {
      await tablet.page.getByRole('button', { name: 'Several' }).click();
      await tablet.card('New', numberOf(orders[0]!)).getByRole('button', { name: 'Choose' }).click();
    },
    'an undo': async (tablet) => {
      await tablet.forward('New', await world.cashier.place());
      await tablet.page.getByRole('button', { name: 'Undo' }).waitFor();
    },
    'an order': async (tablet) => {
      await (await tablet.open(orders[1]!)).locator('order-timeline li').first().waitFor();
      await tablet.sheet.getByRole('img').waitFor();
    },
    'a question for the reason': async (tablet) => {
      await (await tablet.open(orders[1]!)).getByRole('button', { name: 'Cancel the order' }).click();
      await tablet.sheet.getByText('Nobody came for it').waitFor();
    },
    'a new order': async (tablet) => {
      await tablet.page.getByRole('button', { name: 'New order', exact: true }).click();
      await tablet.page.getByLabel('Name of item 1').waitFor();
    },
    'the finished orders': (tablet) => menu(tablet, 'Finished orders'),
    'what waits for the network': async (tablet) => {
      await tablet.stands('In the kitchen', orders[1]!);
      tablet.cable.cut();
      await tablet.says(/No connection/);
      const sheet = await tablet.open(orders[1]!);
      await sheet.getByRole('button', { name: '+10 min' }).click();
      await sheet.getByText('An ingredient is missing').click();
      await sheet.getByRole('button', { name: 'Delay by 10 min' }).click();
      await sheet.getByRole('button', { name: 'Take back “+10 min”' }).waitFor();
    },
    'the guide': (tablet) => menu(tablet, 'Guide'),
    'the keys': (tablet) => menu(tablet, 'Keys'),
    'the staff': (tablet) =>
      menu(tablet, 'Staff').then(() => tablet.page.getByText('kitchen@demo.test').waitFor()),
    'the devices': (tablet) =>
      menu(tablet, 'Devices').then(() => tablet.page.getByText('No device yet').waitFor()),
    'the restaurant': (tablet) =>
      menu(tablet, 'Restaurant').then(() => tablet.page.getByLabel(/^Time zone/).waitFor()),
  };

  it.each(Object.keys(places))(
    'breaks no rule of accessibility and has no target smaller than a finger: %s',
    async (place) => {
      for (const [viewport, colorScheme] of [
        [lying, 'light'],
        [upright, 'dark'],
      ] as const) {
        const tablet = await world.tablet('manager', '', { viewport, colorScheme });
        await places[place]?.(tablet);
        expect(await violations(tablet.page)).toEqual([]);
        expect(await smallTargets(tablet.page)).toEqual([]);
        expect([await sidewaysScroll(tablet.page), tablet.complaints]).toEqual([0, []]);
      }
    },
  );

  it('fits a narrow phone too', async () => {
    const tablet = await world.tablet('manager', '', { viewport: narrowPhone });
    await tablet.stands('New', orders[0]!);
    expect([await sidewaysScroll(tablet.page), await smallTargets(tablet.page), tablet.complaints]).toEqual([
      0,
      [],
      [],
    ]);
  });

  it('is worked from the keyboard alone', async () => {
    const tablet = await world.tablet('manager', '#kitchen');
    const order = await world.cashier.place();
    await tablet.stands('New', order);
    const { page } = tablet;
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = (): Promise<string> =>
      page.evaluate<string>(
        `(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e.getRootNode().host?.order?.order_number ?? e.tagName; })()`,
      );
    await press('/');
    await page.keyboard.type(numberOf(order));
    await press('Tab');
    await press('ArrowDown');
    expect(await focused()).toBe(order.order_number);
    await press('Enter');
    await tablet.stands('Accepted', order);
    await press('u');
    await tablet.stands('New', order);
    await press('j', 'm');
    await tablet.sheet.getByRole('button', { name: 'Start cooking' }).press('Enter');
    await tablet.stands('Cooking', order);
    await press('3');
    await tablet.column('Ready to go').waitFor();
    await press('2');
    const overview = page.getByRole('heading', { name: 'Keys' });
    const switchKeys = async (): Promise<void> => {
      await press('?');
      await overview.waitFor();
      await page.getByLabel('Keys do something at once').press('Space');
      await press('Escape');
      await page.locator('key-overview').waitFor({ state: 'detached' });
    };
    await switchKeys();
    await press('1');
    await tablet.column('Accepted').waitFor();
    await switchKeys();
    await press('1');
    await tablet.column('Handed over').waitFor();
  });

  it('leads the keyboard to the next card when one has moved on', async () => {
    const tablet = await world.tablet('manager', '#kitchen');
    const [first, second] = [
      await world.cashier.place({ fulfilment: 'dine_in' }),
      await world.cashier.place({ fulfilment: 'dine_in' }),
    ];
    await tablet.stands('New', second);
    await tablet.page.getByLabel('Kind of order').selectOption('dine_in');
    await tablet.card('New', numberOf(first)).getByRole('button', { name: 'Accept' }).focus();
    await tablet.page.keyboard.press('Tab');
    await tablet.page.keyboard.press('Shift+Tab');
    await tablet.page.keyboard.press('Enter');
    await tablet.stands('Accepted', first);
    await eventually(
      async () =>
        tablet
          .card('New', numberOf(second))
          .locator('button.edge')
          .evaluate((edge: { matches(selector: string): boolean }) => edge.matches(':focus')),
      'the keyboard at the next card',
    );
  });
});

/** One order in each status, and in both states of an estimate. */
async function everyStatus({ cashier }: BoardWorld): Promise<readonly Order[]> {
  const ways = [
    [],
    ['confirmed'],
    ['preparing'],
    ['cooking'],
    ['ready'],
    ['ready', 'out_for_delivery'],
    ['ready', 'out_for_delivery', 'delivery_failed'],
    ['ready', 'out_for_delivery', 'delivered'],
    ['cancelled'],
  ] as const;
  const orders: Order[] = [];
  for (const way of ways) {
    const order = await cashier.place({
      fulfilment: 'delivery',
      address: '12 Mabini St',
      items: [{ name: 'Spicy Ramen', quantity: 2, unit_price: 22_500, notes: 'no egg' }],
    });
    for (const status of way)
      await cashier.move(order.order_id, status, {
        notes: 'Thank you',
        internal_notes: 'Allergic to nuts',
        ...(['delivery_failed', 'cancelled'].includes(status) && { reason: 'other' }),
      });
    orders.push(order);
  }
  return orders;
}
