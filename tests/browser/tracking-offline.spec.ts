import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { narrowPhone, sidewaysScroll } from '../support/browser.ts';
import { smallTargets, violations } from '../support/accessibility.ts';
import { eventually } from '../support/eventually.ts';
import { CustomerWorld, ramen } from './customer-world.ts';

let world: CustomerWorld;
beforeAll(async () => {
  world = await CustomerWorld.open();
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.begin());
afterEach(() => world.end());

const hour = 60 * 60_000;
const themes = ['light', 'dark'] as const;

describe('the tracking page without a network', () => {
  it('starts again with the whole order, its age, and whom to call', async () => {
    const order = ramen();
    await world.follow(order);
    await world.isOffline(true);
    await world.page.reload();
    for (const text of [
      'Mabuhay Kitchen',
      'ONLINE-000042',
      'Your food is being cooked.',
      'Spicy Ramen',
      '₱820.00',
      'Not connected',
    ])
      await world.says(text);
    await world.says(/^Last known \d?\d:\d\d, (just now|\d+ s ago)\./);
    expect(await world.page.getByRole('link', { name: 'Call the restaurant' }).getAttribute('href')).toBe(
      'tel:+63285551234',
    );
  });

  it('says so at once, and not that it is updating, both when the network goes and when it was gone before', async () => {
    await world.follow(ramen());
    await world.page.clock.install();
    await world.page.clock.pauseAt(Date.now() + 20_000);
    await world.isOffline(true);
    await world.page.clock.runFor(50);
    await world.says('Not connected');
    await world.says('Last known');
    await world.page.reload();
    await world.page.clock.runFor(50);
    await world.says('Not connected');
    expect(await world.seen('Every 10 s').innerText()).toMatch(/Checking every 10 s\.$/);
  });

  it('says how old what it shows is, in a page that was closed a while ago', async () => {
    const order = ramen();
    await world.follow(order);
    await world.page.evaluate(`(() => {
      const name = 'passline:order:${order.id}';
      const kept = JSON.parse(localStorage.getItem(name));
      localStorage.setItem(name, JSON.stringify({ ...kept, heardAt: kept.heardAt - 40 * 60_000 }));
    })()`);
    await world.isOffline(true);
    await world.page.reload();
    await world.says(/^Last known \d?\d:\d\d, 40 min ago\./);
  });

  it('goes live by itself, with nothing missed', async () => {
    const order = ramen();
    await world.follow(order);
    await world.isOffline(true);
    await world.page.reload();
    await world.says('Not connected');
    order.move('ready');
    order.items = [...order.items, { name: 'Halo-halo', quantity: 1, unit_price: 10_000 }];
    await world.isOffline(false);
    await world.says('Live');
    await world.says('Come to the counter with ONLINE-000042.');
    await world.says('₱920.00');
    expect(await world.page.locator('order-status-tracker .done .step').allInnerTexts()).toEqual([
      'Received',
      'Confirmed',
      'Cooking',
    ]);
  });

  it('says of an order that it has never shown that it cannot, tries when asked, and by itself', async () => {
    const [known, other] = [ramen(), ramen()];
    await world.follow(known);
    await world.isOffline(true);
    await world.page.goto('about:blank');
    await world.page.goto(`${world.origin}/t#${world.server.add(other).token}`);
    await world.says('Can’t connect right now');
    expect(await world.page.locator('order-status-tracker').isVisible()).toBe(false);
    await world.page.keyboard.press('Tab');
    await world.page.keyboard.press('Enter');
    await world.says('Still no connection.');
    await world.isOffline(false);
    await world.says('Live');
    await world.says('₱820.00');
  });

  it('says the same while the server is away, and shows the order once it is back', async () => {
    [world.server.apiUp, world.server.socketsUp] = [false, false];
    const order = world.server.add(ramen());
    await world.visit(`#${order.token}`);
    await world.says('Can’t connect right now');
    await world.page.getByRole('button', { name: 'Try again' }).click();
    await world.says('Still no connection.');
    world.server.apiUp = true;
    await world.says('Your food is being cooked.');
  });

  it.each(themes)(
    'breaks no rule of accessibility and fits 320 px, whatever it can say (%s)',
    async (colorScheme) => {
      await world.follow(ramen(), { colorScheme, viewport: narrowPhone });
      await world.isOffline(true);
      await world.page.reload();
      await world.says('Last known');
      const found = [
        await violations(world.page),
        await smallTargets(world.page),
        await sidewaysScroll(world.page),
      ];
      await world.page.goto('about:blank');
      await world.page.goto(`${world.origin}/t#${ramen().token}`);
      await world.says('Can’t connect right now');
      expect([
        ...found,
        await violations(world.page),
        await smallTargets(world.page),
        await sidewaysScroll(world.page),
      ]).toEqual([[], [], 0, [], [], 0]);
    },
  );
});

describe('what is kept of an order', () => {
  it('is its state and its receipt: no link, no name, no address', async () => {
    const order = ramen();
    await world.follow(order);
    const kept = await world.storage();
    expect(Object.keys(kept).sort()).toEqual([`passline:order:${order.id}`, `passline:receipt:${order.id}`]);
    expect(Object.keys(JSON.parse(kept[`passline:receipt:${order.id}`]!) as object).sort()).toEqual([
      'adjustments',
      'display_number',
      'fulfilment',
      'items',
      'notes',
      'order_number',
      'payment',
      'placed_at',
      'restaurant',
      'total',
    ]);
    expect(JSON.stringify(kept)).not.toContain(order.token);
  });

  it('is removed when the link ends', async () => {
    const order = ramen();
    await world.follow(order);
    world.server.orders.clear();
    await world.page.reload();
    await world.says('This link no longer works');
    expect(await world.storage()).toEqual({});
  });

  it('is removed a day after the order has ended, whatever page is opened then, and is kept until then', async () => {
    const order = ramen().move('ready').move('completed');
    await world.follow(order);
    const names = [`passline:order:${order.id}`, `passline:receipt:${order.id}`];
    const reopenAfter = async (ms: number): Promise<string[]> => {
      await world.page.clock.setFixedTime(Date.now() + ms);
      await world.page.goto('about:blank');
      await world.page.goto(`${world.origin}/t`);
      await world.says('Open the link from your message');
      return Object.keys(await world.storage()).sort();
    };
    expect([await reopenAfter(23 * hour), await reopenAfter(25 * hour)]).toEqual([names, []]);
  });

  it('shows a receipt of an ended order without a network too', async () => {
    const order = ramen().move('ready').move('completed');
    await world.follow(order);
    await world.isOffline(true);
    await world.page.reload();
    await world.says('Enjoy your meal. See you again at Mabuhay Kitchen.');
    await eventually(() => world.page.locator('.receipt').isVisible(), 'the receipt');
  });
});
