import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { smallTargets, violations } from '../support/accessibility.ts';
import { narrowPhone, sidewaysScroll } from '../support/browser.ts';
import { CustomerWorld } from './customer-world.ts';
import { arrivesIn, KitchenOrder, minutesFromNow, readyIn } from './kitchen.ts';

// Real here: the built pages, HTTP, sockets and Chromium; the restaurant behind them is a stand-in.
let world: CustomerWorld;
beforeAll(async () => {
  world = await CustomerWorld.open();
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.begin());
afterEach(() => world.end());

const delivery = (): KitchenOrder => new KitchenOrder('delivery', 'ONLINE-000042').move('confirmed');
const sentence = (): Promise<string> => world.page.locator('order-status-tracker .sentence').innerText();
const estimate = (): Promise<string> => world.page.locator('order-status-tracker .estimate').innerText();
const callLoud = '.call:not(.quiet)';

const inOrder = async (): Promise<void> =>
  expect([
    await violations(world.page),
    await smallTargets(world.page),
    await sidewaysScroll(world.page),
  ]).toEqual([[], [], 0]);

describe('what a customer waits for', () => {
  it('is the door for a delivery, from the kitchen on until it is there', async () => {
    const order = delivery().move('cooking', {
      estimate: { ...arrivesIn(26.5, 34.5), ...readyIn(8.5, 11.5) },
    });
    await world.follow(order);
    await world.says('At your door in 25–35 min');
    for (const status of ['ready', 'out_for_delivery'] as const) {
      world.server.tell(order.move(status, { estimate: arrivesIn(13.5, 18.5) }));
      await world.says('At your door in 10–20 min');
      expect(await estimate()).toMatch(/\d\d?:\d[05].*\d\d?:\d[05]/);
    }
    world.server.tell(order.move('delivered'));
    await world.says('Your order has been handed over.');
    expect(await world.page.locator('order-status-tracker .estimate').count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)(
    'is told with a word of sorrow and the call once it is past, %s',
    async (colorScheme) => {
      const order = delivery()
        .move('ready')
        .move('out_for_delivery', { estimate: arrivesIn(-9, -1) });
      await world.follow(order, { colorScheme, viewport: narrowPhone });
      expect(await estimate()).toBe('Sorry, it’s taking longer than we thought');
      expect(await world.page.locator(callLoud).getAttribute('href')).toBe('tel:+63285551234');
      expect(await world.page.locator('a[href^="tel:"]').count()).toBe(1);
      await inOrder();
    },
  );

  it('is asked of the restaurant from a tracker that stands alone, by the number that it reads', async () => {
    const order = delivery().move('cooking', { estimate: readyIn(2, 4) });
    await world.follow(order);
    const tracker = world.page.locator('order-status-tracker');
    await tracker.evaluate((element: { hideCall: boolean }) => void (element.hideCall = false));
    const call = tracker.getByRole('link', { name: 'Call the restaurant' });
    expect(await call.count()).toBe(0);
    world.server.tell(order.delay(1, readyIn(-4, -1)));
    await call.waitFor();
    expect(await call.getAttribute('href')).toBe('tel:+63285551234');
    await inOrder();
  });

  it('is until when the restaurant answers, as long as that is to come', async () => {
    const order = new KitchenOrder('pickup', 'ONLINE-000042');
    order.acceptBy = minutesFromNow(5);
    await world.follow(order);
    expect(await sentence()).toMatch(/They’ll answer by \d\d?:\d\d/);
    await world.end();
    await world.begin();
    order.acceptBy = minutesFromNow(-1);
    await world.follow(order);
    expect(await sentence()).toMatch(/They’ll confirm it shortly\.$/);
  });
});

describe('an order for later', () => {
  const later = (fulfilment: 'pickup' | 'delivery', minutes: number): KitchenOrder => {
    const order = new KitchenOrder(fulfilment, 'ONLINE-000042', {}, 9, 'scheduled');
    order.scheduledFor = minutesFromNow(minutes);
    order.estimate = { ...arrivesIn(minutes - 10, minutes), ...readyIn(minutes - 10, minutes) };
    return order;
  };

  it.each(['light', 'dark'] as const)(
    'says for when, with its day, in each language, %s',
    async (colorScheme) => {
      await world.follow(later('delivery', 3 * 24 * 60), { colorScheme, viewport: narrowPhone });
      expect(await sentence()).toMatch(/^At your door about \d\d?:\d\d.* on \w+/);
      expect(await world.page.locator('order-status-tracker .estimate').count()).toBe(0);
      await inOrder();
      for (const [language, said] of [
        ['Español', /^En tu puerta hacia las? \d/],
        ['Filipino', /^Nasa pintuan mo na ito bandang \d/],
      ] as const) {
        await world.page.getByRole('button', { name: language }).click();
        await world.says(said);
        expect(await sidewaysScroll(world.page)).toBe(0);
      }
    },
  );

  it('stands before its way, and goes on by itself once it is released', async () => {
    const order = later('pickup', 90);
    await world.follow(order);
    const current = world.page.locator('order-status-tracker [aria-current=step] .step');
    expect([await current.innerText(), await sentence()]).toEqual([
      'Scheduled',
      expect.stringMatching(/^We’ll have it ready at \d/),
    ]);
    world.server.tell(order.move('pending', { estimate: readyIn(15.5, 19.5) }));
    await world.says('Ready in 15–20 min');
    expect(await current.innerText()).toBe('Received');
  });

  it('says its time again, and not the kitchen’s, once it was begun by mistake', async () => {
    const order = later('delivery', 90);
    await world.follow(order);
    const said = await sentence();
    world.server.tell(order.move('pending', { estimate: readyIn(15.5, 19.5) }));
    await world.says('Ready in 15–20 min');
    world.server.tell(order.recall({ ...arrivesIn(-9, -1), ...readyIn(-9, -1) }));
    await world.says('One step back: your order is scheduled again. Sorry for the back and forth.');
    expect(await sentence()).toContain(said);
    expect(await world.page.locator('order-status-tracker .estimate').count()).toBe(0);
    expect(await world.page.locator(callLoud).count()).toBe(0);
  });

  it('shows no time once that is past and nobody has released it', async () => {
    await world.follow(later('pickup', -1));
    expect(await sentence()).toBe('Mabuhay Kitchen has your order for the time you chose.');
    expect(await estimate()).toBe('Sorry, it’s taking longer than we thought');
  });
});
