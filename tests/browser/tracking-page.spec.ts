import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { smallTargets, violations } from '../support/accessibility.ts';
import {
  launchBrowser,
  narrowPhone,
  openPage,
  sidewaysScroll,
  type WatchedPage,
} from '../support/browser.ts';
import { buildPages } from './built-pages.ts';
import { KitchenOrder, readyIn } from './kitchen.ts';
import { RestaurantServer } from './restaurant-server.ts';

const WAIT_MS = 10_000;

describe('the tracking page', () => {
  let browser: Browser;
  let built: Awaited<ReturnType<typeof buildPages>>;
  let server: RestaurantServer;
  let origin: string;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    [built, browser] = await Promise.all([buildPages(), launchBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await built.remove();
  });
  beforeEach(async () => {
    server = new RestaurantServer(built.folder);
    origin = await server.listen();
  });
  afterEach(async () => {
    await page.context().close();
    await server.close();
  });

  const open = async (hash: string, options: Parameters<typeof openPage>[2] = {}): Promise<void> => {
    watched = await openPage(browser, `${origin}/t${hash}`, options);
    page = watched.page;
  };
  const follow = async (order: KitchenOrder, options: Parameters<typeof openPage>[2] = {}): Promise<void> => {
    await open(`#${server.add(order).token}`, options);
    await says(order.number);
    await says('Live');
  };
  const seen = (text: string): Locator => page.getByText(text).filter({ visible: true }).first();
  const says = (text: string): Promise<void> => seen(text).waitFor({ timeout: WAIT_MS });
  const currentStep = (): Promise<string> =>
    page.locator('order-status-tracker [aria-current=step] .step').innerText();
  const sentence = (): Promise<string> => page.locator('order-status-tracker .sentence').innerText();
  const ramen = (fulfilment: 'delivery' | 'pickup' | 'dine_in' = 'pickup') =>
    new KitchenOrder(fulfilment, 'ONLINE-000042').move('confirmed');

  it('shows restaurant, number, status, estimate, items and total, and whom to call', async () => {
    await follow(ramen().move('cooking', { estimate: readyIn(8.5, 11.5) }));
    await says('₱820.00');
    for (const text of [
      'Mabuhay Kitchen',
      'ONLINE-000042',
      'Your food is being cooked.',
      'Ready in 8–15 min',
      'Spicy Ramen',
    ])
      await says(text);
    expect(await page.getByRole('link', { name: 'Call the restaurant' }).getAttribute('href')).toBe(
      'tel:+63285551234',
    );
  });

  it.each([').', '**', '%20and%20thanks', '\u200b', '>', '?fbclid=x'])(
    'opens a link with %j behind it, and takes that out of the address',
    async (after) => {
      const order = ramen();
      await open(`#${server.add(order).token}${after}`);
      await says(order.number);
      await says('Live');
      expect(new URL(page.url()).hash).toBe(`#${order.token}`);
    },
  );

  it('follows a change without a reload, and announces it once', async () => {
    const order = ramen();
    await follow(order);
    await page.evaluate('window.sameDocument = true');
    server.tell(order.move('cooking', { notes: 'Broth is fresh today.' }));
    await says('Your food is being cooked.');
    await says('Broth is fresh today.');
    server.tell(order.move('ready'));
    await says('Come to the counter with ONLINE-000042.');
    expect([await currentStep(), await page.evaluate('window.sameDocument')]).toEqual(['Ready', true]);
    expect(await page.locator('order-status-tracker [aria-live]').allInnerTexts()).toEqual([
      'Ready. Come to the counter with ONLINE-000042.',
    ]);
  });

  it('asks for what is missing when a change was lost on the way', async () => {
    const order = ramen();
    await follow(order);
    order.move('preparing').move('cooking');
    server.tell(order.move('ready'));
    await says('Come to the counter');
    expect(server.follows.at(-1)).toEqual({ order_id: order.id, since: 2 });
    expect(await page.locator('order-status-tracker .done .step').allInnerTexts()).toEqual([
      'Received',
      'Confirmed',
      'Preparing',
      'Cooking',
    ]);
  });

  it('owns up to a recall, and takes the step back', async () => {
    const order = ramen().move('cooking').move('ready');
    await follow(order);
    server.tell(order.recall(readyIn(2.5, 4.5)));
    await says('Not quite yet: the kitchen is still finishing your order.');
    await says('Back to Cooking');
    expect(await currentStep()).toBe('Cooking');
  });

  it('says a delay with its minutes and its reason', async () => {
    const order = ramen('delivery').move('cooking');
    await follow(order);
    server.tell(order.delay(15, readyIn(20.5, 24.5)));
    await says('late (traffic).');
    await says('Ready in 20–25 min');
    expect(await sentence()).toMatch(
      /^Running about 15\u00a0minutes late \(traffic\)\. New estimate \d\d:\d\d–\d\d:\d\d\.$/,
    );
  });

  it('says plainly that the restaurant cannot take the order', async () => {
    const order = new KitchenOrder('pickup', 'ONLINE-000042');
    await follow(order);
    server.tell(order.move('rejected', { reason: 'sold_out' }));
    await says('Mabuhay Kitchen can’t take this order (something is sold out).');
  });

  it('thanks when the order is completed', async () => {
    const order = ramen('dine_in').move('ready').move('served');
    await follow(order);
    server.tell(order.move('completed'));
    await says('Enjoy your meal. See you again at Mabuhay Kitchen.');
  });

  it('keeps the last known state while the socket is down, asks every 10 s, and is live again by itself', async () => {
    const order = ramen();
    await follow(order);
    server.cutSockets();
    order.move('cooking');
    await says('Every 10 s');
    await says('Your food is being cooked.');
    await says('Updated');
    server.socketsUp = true;
    await says('Live');
    server.tell(order.move('ready'));
    await says('Come to the counter');
  }, 40_000);

  it('begins a reload with what was last known, marked with its age', async () => {
    const order = ramen().move('cooking');
    await follow(order);
    server.cutSockets();
    server.apiUp = false;
    await page.reload();
    await says('Your food is being cooked.');
    await says('Not connected');
    await says('Last known');
  });

  it('says that a link is dead, and asks no further', async () => {
    await open(`#${'A'.repeat(22)}.${'b'.repeat(22)}`);
    await says('This link no longer works');
    expect(await page.locator('order-status-tracker').count()).toBe(0);
  });

  it('turns to the dead link when the restaurant has made a new one', async () => {
    const order = ramen();
    await follow(order);
    server.orders.clear();
    server.cutSockets();
    server.socketsUp = true;
    await says('This link no longer works');
  });

  it('says where to find the link when there is none', async () => {
    await open('');
    await says('Open the link from your message');
  });

  it.each(['light', 'dark'] as const)(
    'has no fault that axe finds where there is no order to show, on a narrow phone, %s',
    async (colorScheme) => {
      for (const [hash, said] of [
        ['', 'Open the link from your message'],
        [`#${'A'.repeat(22)}.${'b'.repeat(22)}`, 'This link no longer works'],
      ] as const) {
        await open(hash, { colorScheme, viewport: narrowPhone });
        await says(said);
        expect([await violations(page), await smallTargets(page), await sidewaysScroll(page)]).toEqual([
          [],
          [],
          0,
        ]);
        if (hash === '') await page.context().close();
      }
    },
  );

  it('never sends the token in an address', async () => {
    const order = ramen();
    await follow(order);
    await says('₱820.00');
    expect(
      server.requests.filter(
        ({ url, headers }) => url.includes(order.token) || headers.referer?.includes(order.token),
      ),
    ).toEqual([]);
    expect(server.requests.some(({ headers }) => headers.authorization === `Bearer ${order.token}`)).toBe(
      true,
    );
  });

  it('fits a screen of 320 px without scrolling sideways, however long the words', async () => {
    const order = new KitchenOrder('delivery', `ONLINE-${'0'.repeat(40)}42`).move('cooking', {
      notes: 'Wort'.repeat(40),
      estimate: readyIn(41, 52),
    });
    const long = { name: 'Ramen'.repeat(20), quantity: 9_999, unit_price: 1_000_000_000 };
    order.items = [...order.items, { ...long, notes: 'x'.repeat(200) }];
    await open(`#${server.add(order).token}`, { viewport: narrowPhone });
    await says('Call the restaurant');
    await says('Live');
    expect(await sidewaysScroll(page)).toBe(0);
  });

  it('breaks no rule of a strict content security policy', async () => {
    const order = ramen().move('cooking', { estimate: readyIn(8, 12) });
    await follow(order);
    await says('₱820.00');
    expect(watched.complaints).toEqual([]);
  });

  it('moves nothing for those who asked for less motion', async () => {
    server.socketsUp = false;
    const movingParts = async (reducedMotion: 'reduce' | 'no-preference'): Promise<number> => {
      ({ page } = await openPage(browser, 'about:blank', { reducedMotion }));
      await page.route('**/api/**', () => undefined);
      await page.goto(`${origin}/t#${ramen().token}`);
      return page
        .locator('order-status-tracker .bone')
        .first()
        .evaluate((bone: { getAnimations(): readonly object[] }) => bone.getAnimations().length);
    };
    expect(await movingParts('no-preference')).toBeGreaterThan(0);
    await page.context().close();
    expect(await movingParts('reduce')).toBe(0);
  });
});
