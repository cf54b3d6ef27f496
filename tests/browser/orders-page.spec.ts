import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { violations, smallTargets } from '../support/accessibility.ts';
import { narrowPhone, openPage, sidewaysScroll } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { type OrdersScreen, OrdersWorld } from './orders-world.ts';

// Real here: the whole program with its database and pages, a mail server, and Chromium.
let house: OrdersWorld;
beforeAll(async () => {
  house = await OrdersWorld.open();
});
afterAll(() => house.close());
afterEach(() => house.leave());

const cancelPath = '**/cancel/';
const statusOf = async ({ order_id }: Order): Promise<string> =>
  (await house.cashier.snapshot(order_id)).status;
const regions = (screen: OrdersScreen) => screen.page.locator('[aria-live], [role=status], [role=alert]');

describe('A customer’s orders', () => {
  it('stand with the open ones first, each live, all over one connection', async () => {
    const buyer = await house.buyer();
    await house.order(
      buyer,
      { items: [{ name: 'Halo-Halo', quantity: 1, unit_price: 14_500 }] },
      'ready',
      'completed',
    );
    const [one, other] = [await house.order(buyer), await house.order(buyer, { fulfilment: 'delivery' })];
    const screen = await house.entered(buyer);
    await screen.live;
    await screen.page.evaluate('window.sameDocument = true');
    await house.cashier.move(one.order_id, 'cooking', { notes: 'Broth is fresh today.' });
    await screen.card(one).getByText('Your food is being cooked.').waitFor();
    await screen.card(one).getByText('Broth is fresh today.').first().waitFor();
    await house.cashier.move(other.order_id, 'confirmed');
    await screen.card(other).getByText('Mabuhay Kitchen has accepted your order.').waitFor();
    expect([
      await screen.page.locator('order-status-tracker').count(),
      screen.sockets.length,
      await screen.page.evaluate('window.sameDocument'),
    ]).toEqual([2, 1, true]);
    expect(await screen.page.locator('.past summary').allInnerTexts()).toEqual([
      expect.stringMatching(/Mabuhay Kitchen[^]*₱145\.00[^]*Pickup · 1 × Halo-Halo[^]*Completed/),
    ]);
    expect(screen.complaints).toEqual([]);
  });

  it('are announced by one voice, and only when something changes', async () => {
    const buyer = await house.buyer();
    const [order, other] = [await house.order(buyer), await house.order(buyer)];
    const screen = await house.entered(buyer, {}, (page) =>
      page.addInitScript(`
      window.heard = [];
      customElements.whenDefined('my-orders').then(async () => {
        const watch = new MutationObserver(() => { const said = document.querySelector('orders-page')?.shadowRoot.querySelector('my-orders')?.shadowRoot?.querySelector('[aria-live]')?.textContent.trim(); if (said && window.heard.at(-1) !== said) window.heard.push(said); });
        const look = () => { const root = document.querySelector('orders-page')?.shadowRoot?.querySelector('my-orders')?.shadowRoot; if (root) watch.observe(root, { subtree: true, childList: true, characterData: true }); else requestAnimationFrame(look); };
        look();
      })`),
    );
    await screen.live;
    await house.cashier.move(order.order_id, 'ready');
    await screen
      .card(order)
      .getByText(/Come to the counter/)
      .first()
      .waitFor();
    await eventually(
      async () => (await screen.page.evaluate<string[]>('window.heard')).length > 0,
      'something to be said',
    );
    expect(await screen.page.evaluate('window.heard')).toEqual([
      `${order.order_number}: Ready. Come to the counter with ${order.order_number}.`,
    ]);
    expect(await regions(screen).count()).toBe(1);
    await screen.page.goto('about:blank');
    await house.cashier.move(other.order_id, 'confirmed');
    await screen.page.goto(`${house.url}/orders`);
    await screen.card(other).getByText('Mabuhay Kitchen has accepted your order.').waitFor();
    await screen.live;
    expect(await screen.page.evaluate('window.heard')).toEqual([]);
  });

  it('say what became of the earlier ones, their sums aligned, and ask no money for what was called off', async () => {
    const buyer = await house.buyer();
    for (const status of ['cancelled', 'rejected'])
      await house.cashier.move((await house.order(buyer)).order_id, status, { reason: 'sold_out' });
    await house.order(buyer, {}, 'ready', 'completed');
    const { page } = await house.entered(buyer);
    for (const summary of await page.locator('.past summary').all()) await summary.click();
    const told = await page.locator('.past .all').allInnerTexts();
    expect(told.map((text) => /to be paid/i.test(text))).toEqual([true, false, false]);
    const leftOf = async (what: string): Promise<number | undefined> =>
      (await page.locator(`.past .all ${what}`).first().boundingBox())?.x;
    expect(await leftOf('.sum.total span')).toBe(await leftOf('.quantity'));
  });

  it('stay where they are when they end, and stand among the earlier ones the next time', async () => {
    const buyer = await house.buyer();
    const order = await house.order(buyer, {}, 'cooking');
    const screen = await house.entered(buyer);
    await screen.live;
    const notify = screen.page.getByRole('button', { name: 'Notify me' });
    await notify.waitFor();
    await house.cashier.move(order.order_id, 'ready');
    await notify.waitFor({ state: 'detached' });
    await house.cashier.move(order.order_id, 'completed');
    await screen.card(order).getByText('You’ve picked up your order. Thank you.').waitFor();
    await screen.page.getByRole('heading', { name: 'Just ended' }).waitFor();
    expect([
      await notify.count(),
      await screen.page.getByRole('heading', { name: 'Open now' }).count(),
    ]).toEqual([0, 0]);
    await screen.page.reload();
    await screen.row(0).getByText('Completed').waitFor();
    expect([
      await screen.page.locator('open-order').count(),
      await screen.page.locator('.past > li').count(),
    ]).toEqual([0, 1]);
  });

  it('are shown twenty at a time, the rest on demand, each once', async () => {
    const buyer = await house.buyer();
    const placed: Order[] = [];
    for (let count = 1; count <= 23; count += 1)
      placed.push(
        await house.order(
          buyer,
          { items: [{ name: `Lumpia ${String(count)}`, quantity: count, unit_price: 4_000 }] },
          'ready',
          'completed',
        ),
      );
    const screen = await house.entered(buyer);
    await screen.row(19).waitFor();
    expect(await screen.page.locator('.past > li').count()).toBe(20);
    await screen.page.route('**/history?*cursor=*', (route) => route.abort());
    await screen.press('Show more');
    await screen.page
      .locator('.more')
      .getByText('The earlier orders could not be read. Nothing is lost; try again.')
      .waitFor();
    await screen.page.unroute('**/history?*cursor=*');
    await screen.press('Show more');
    await screen.row(22).waitFor();
    const names = (await screen.page.locator('.past .what bdi').allInnerTexts()).map(
      (text) => text.split(' × ')[1],
    );
    expect(names).toEqual(placed.map((_, index) => `Lumpia ${String(23 - index)}`));
    expect([
      await screen.page.getByRole('button', { name: 'Show more' }).count(),
      await screen.focused(),
    ]).toEqual([0, expect.stringContaining('Lumpia 3')]);
    await screen.row(22).click();
    await screen.says(`Order ${placed[0]?.order_number ?? ''}`);
  });

  it('have a live tracker each while they are open, however many came after them', async () => {
    const buyer = await house.buyer();
    const open = await house.order(buyer, {}, 'confirmed');
    for (let count = 1; count <= 21; count += 1) await house.order(buyer, {}, 'ready', 'completed');
    const screen = await house.entered(buyer);
    await screen.live;
    await screen.card(open).getByText('Mabuhay Kitchen has accepted your order.').waitFor();
    expect([
      await screen.page.locator('open-order').count(),
      await screen.page.locator('.past > li').count(),
    ]).toEqual([1, 20]);
    await house.cashier.move(open.order_id, 'cooking');
    await screen.card(open).getByText('Your food is being cooked.').waitFor();
    await house.cashier.move(open.order_id, 'ready');
    await house.cashier.move(open.order_id, 'completed');
    await screen.card(open).getByText('You’ve picked up your order. Thank you.').waitFor();
    await screen.page.evaluate('dispatchEvent(new Event("focus"))');
    await screen.press('Show more');
    await screen.row(20).waitFor();
    expect([
      await screen.page.locator('open-order').count(),
      await screen.page.locator('.past > li').count(),
    ]).toEqual([1, 21]);
  });

  it('include one that is placed elsewhere while the page is open', async () => {
    const buyer = await house.buyer();
    const screen = await house.entered(buyer);
    await screen.says('No orders yet');
    const order = await house.order(buyer);
    await screen.page.evaluate('dispatchEvent(new Event("focus"))');
    await screen.card(order).getByText('They’ll confirm it shortly.').first().waitFor();
    await screen.says(`New order: ${order.order_number} at Mabuhay Kitchen.`);
  });

  it('keep what was last known while there is no connection, and catch up by themselves', async () => {
    const buyer = await house.buyer();
    const order = await house.order(buyer, {}, 'confirmed');
    const screen = await house.entered(buyer);
    await screen.live;
    await screen.card(order).getByText('Mabuhay Kitchen has accepted your order.').waitFor();
    await screen.context.setOffline(true);
    await screen.says('Not connected');
    await screen.says(/^No connection\. This is what was known at \d\d?:\d\d\./);
    await screen.card(order).getByText('Mabuhay Kitchen has accepted your order.').waitFor();
    await house.cashier.move(order.order_id, 'cooking');
    await screen.context.setOffline(false);
    await screen.card(order).getByText('Your food is being cooked.').waitFor();
    await screen.live;
    await screen.page.getByText('No connection.').waitFor({ state: 'detached' });
  });

  it('begin with what was last known where the server does not answer, and say so', async () => {
    const buyer = await house.buyer();
    const order = await house.order(buyer);
    const screen = await house.entered(buyer);
    await screen.card(order).getByText('They’ll confirm it shortly.').first().waitFor();
    await screen.page.route('**/api/**', (route) => route.abort());
    await screen.page.reload();
    await screen.card(order).getByText('They’ll confirm it shortly.').first().waitFor();
    await screen.says(/^No connection\. This is what was known at/);
    await screen.page.unroute('**/api/**');
    await screen.press('Try now');
    await screen.page.getByText('No connection.').waitFor({ state: 'detached' });
  });

  it('are there without a network too, as they were last known', async () => {
    const buyer = await house.buyer();
    const order = await house.order(buyer);
    const screen = await house.entered(buyer);
    await screen.card(order).getByText('They’ll confirm it shortly.').first().waitFor();
    await eventually(
      () =>
        screen.page.evaluate(
          'caches.keys().then(async (names) => names.length > 0 && (await navigator.serviceWorker.getRegistration("/orders"))?.active?.state === "activated")',
        ),
      'the page to be kept',
    );
    await screen.context.setOffline(true);
    await screen.page.reload();
    await screen.card(order).getByText('They’ll confirm it shortly.').first().waitFor();
    await screen.says(/^No connection\. This is what was known at/);
  });

  it('show names and notes as the text that they are', async () => {
    const hostile = '<img src=x onerror="window.taken=1"><script>window.taken=1</script>';
    const buyer = await house.buyer(hostile);
    const items = [{ name: hostile, quantity: 1, unit_price: 100, notes: `\u202e${hostile}` }];
    await house.order(buyer, { items }, 'ready', 'completed');
    const order = await house.order(buyer, { items });
    const screen = await house.entered(buyer);
    await screen.card(order).getByText('<img src=x').first().waitFor();
    await screen.row(0).click();
    await screen.row(0).getByText('<img src=x').waitFor();
    expect([
      await screen.page.evaluate('window.taken'),
      await screen.page.locator('img').count(),
      screen.complaints,
    ]).toEqual([undefined, 0, []]);
  });

  it.each([
    ['es-MX', 'es', 'Tus pedidos', 'En curso', 'Cancelar este pedido'],
    ['fil-PH', 'fil', 'Mga order mo', 'Ginagawa pa', 'Kanselahin ang order na ito'],
  ])('speak the reader’s language: %s', async (locale, language, title, open, cancel) => {
    const buyer = await house.buyer();
    await house.order(buyer);
    const screen = await house.entered(buyer, { locale });
    await screen.page.getByRole('heading', { name: title }).waitFor();
    await screen.page.getByRole('heading', { name: open }).waitFor();
    await screen.page.getByRole('button', { name: cancel }).waitFor();
    expect([await screen.page.locator('html').getAttribute('lang'), await screen.page.title()]).toEqual([
      language,
      title,
    ]);
  });
});

describe('Cancelling', () => {
  it('asks first, by name, and with the keyboard alone', async () => {
    const buyer = await house.buyer();
    const order = await house.order(buyer);
    const screen = await house.entered(buyer);
    await screen.live;
    await screen.page.getByRole('button', { name: 'Cancel this order' }).focus();
    await screen.page.keyboard.press('Enter');
    const dialog = screen.page.getByRole('dialog', { name: `Cancel order ${order.order_number}?` });
    await dialog.waitFor();
    expect(await screen.focused()).toBe('Keep the order');
    await screen.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect([await statusOf(order), await screen.focused()]).toEqual(['pending', 'Cancel this order']);
    await screen.page.keyboard.press('Enter');
    await screen.page.keyboard.press('Tab');
    await screen.page.keyboard.press('Enter');
    await screen.card(order).getByText('This order was cancelled (as you asked).').first().waitFor();
    await screen.says(`Order ${order.order_number} is cancelled.`);
    expect(await statusOf(order)).toBe('cancelled');
    expect([
      await screen.page.getByRole('button', { name: 'Cancel this order' }).count(),
      await screen.focused(),
    ]).toEqual([0, `Order ${order.order_number}, Mabuhay Kitchen`]);
  });

  it('is refused in words where the restaurant was faster, and the order is shown as it is', async () => {
    const buyer = await house.buyer();
    const order = await house.order(buyer);
    const screen = await house.entered(buyer);
    await screen.live;
    await screen.page.route(cancelPath, async (route) => {
      await house.cashier.move(order.order_id, 'confirmed');
      await route.continue();
    });
    await screen.press('Cancel this order');
    await screen.press('Yes, cancel it');
    await screen
      .card(order)
      .getByText(
        /^Mabuhay Kitchen has taken up this order in the meantime, so it can’t be cancelled here any more\./,
      )
      .waitFor();
    await screen.card(order).getByText('Mabuhay Kitchen has accepted your order.').waitFor();
    expect([
      await statusOf(order),
      await screen.page.getByRole('button', { name: 'Cancel this order' }).count(),
    ]).toEqual(['confirmed', 0]);
  });

  it('is asked again with the same key where the answer was lost, and happens once', async () => {
    const buyer = await house.buyer();
    const order = await house.order(buyer);
    const screen = await house.entered(buyer);
    await screen.live;
    const keys: (string | undefined)[] = [];
    await screen.page.route(cancelPath, async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await screen.press('Cancel this order');
    await screen.press('Yes, cancel it');
    await screen.says(`Order ${order.order_number} is cancelled.`);
    expect(new Set(keys).size).toBe(1);
    expect([keys.length, await house.world.versionsOf(order.order_id)]).toEqual([2, [1, 2]]);
  });

  it('says that nobody knows yet where no answer comes at all', async () => {
    const buyer = await house.buyer();
    const order = await house.order(buyer);
    const screen = await house.entered(buyer);
    await screen.live;
    await screen.page.route(cancelPath, (route) => route.abort());
    await screen.press('Cancel this order');
    await screen.press('Yes, cancel it');
    await screen
      .card(order)
      .getByText(/^No answer came, so we don’t know yet/)
      .waitFor();
    await screen.page.unroute(cancelPath);
    await screen.press('Cancel this order');
    await screen.press('Yes, cancel it');
    await screen.says(`Order ${order.order_number} is cancelled.`);
  });
});

describe('An address without a page', () => {
  it('is answered in words to whoever looks at it, as 404, and by a problem to a program', async () => {
    const { page, complaints } = await openPage(house.browser, 'about:blank', { locale: 'es-MX' });
    const answer = await page.goto(`${house.url}/nowhere/at/all?lost=1`);
    await page.getByRole('heading', { name: 'Aquí no hay ninguna página' }).waitFor();
    expect([answer?.status(), await page.title(), await violations(page)]).toEqual([
      404,
      'Aquí no hay ninguna página',
      [],
    ]);
    expect(complaints).toEqual([expect.stringContaining('status of 404')]);
    await page.getByRole('link', { name: 'Ver tus pedidos' }).click();
    await page.getByRole('heading', { name: 'Entra para ver tus pedidos' }).waitFor();
    await page.context().close();
    const asked = await fetch(`${house.url}/nowhere/at/all`);
    expect([asked.status, await asked.json()]).toMatchObject([404, { code: 'not_found' }]);
  });
});

describe('For everyone', () => {
  it.each(['light', 'dark'] as const)(
    'the page has no fault that axe finds, in any state, on a narrow phone, %s',
    async (colorScheme) => {
      const screen = await house.screen({ colorScheme, viewport: narrowPhone });
      const flawless = async (state: string): Promise<void> => {
        expect([
          state,
          await violations(screen.page),
          await smallTargets(screen.page),
          await sidewaysScroll(screen.page),
        ]).toEqual([state, [], [], 0]);
      };
      const buyer = await house.buyer(
        'Wolfeschlegelsteinhausenbergerdorff Keihanaikukauakahihuliheekahaunaele',
      );
      await screen.page.locator('customer-login h1').waitFor();
      await flawless('the log-in');
      await screen.logIn(buyer.username, 'not the password');
      await screen.page.getByRole('alert').waitFor();
      await flawless('a refused log-in');
      const unanswered = Promise.withResolvers<undefined>();
      await screen.page.route('**/history?**', async (route) => {
        await unanswered.promise;
        await route.continue();
      });
      await screen.logIn(buyer.username);
      await screen.page.locator('.bones').waitFor();
      await flawless('the first moment');
      unanswered.resolve(undefined);
      await screen.says('No orders yet');
      await flawless('no orders');
      await screen.page.unroute('**/history?**');
      await house.order(
        buyer,
        {
          items: [
            { name: 'Supercalifragilisticexpialidocious'.repeat(4), quantity: 9_999, unit_price: 99_999 },
          ],
        },
        'ready',
        'completed',
      );
      const [pending] = [await house.order(buyer), await house.order(buyer, {}, 'cooking')];
      await screen.page.reload();
      await screen.live;
      await screen.row(0).click();
      await flawless('open and earlier orders');
      await screen.card(pending).getByRole('button', { name: 'Cancel this order' }).click();
      await flawless('the question');
      await screen.page.keyboard.press('Escape');
      await screen.context.setOffline(true);
      await screen.says('Not connected');
      await flawless('no connection');
    },
  );
});

describe('An order for later', () => {
  it('says for when, may be cancelled by its customer, and is asked nothing after that', async () => {
    const buyer = await house.buyer();
    const at = new Date(Date.now() + 26 * 60 * 60_000).toISOString();
    const order = await house.order(buyer, { fulfilment: 'delivery', scheduled_for: at });
    const screen = await house.entered(buyer);
    const card = screen.card(order);
    await card.getByText(/^At your door about \d\d?:\d\d.* on \w+/).waitFor();
    await card.getByRole('button', { name: 'Cancel this order' }).click();
    await card.getByRole('button', { name: 'Yes, cancel it' }).click();
    await eventually(async () => (await statusOf(order)) === 'cancelled', 'it to be cancelled');
    await card.getByText('This order was cancelled').first().waitFor();
    expect(await card.getByRole('group', { name: 'Was everything right?' }).count()).toBe(0);
  });
});

it('How it was is asked on the card of an order that its customer has, and sent as theirs', async () => {
  const buyer = await house.buyer();
  const order = await house.order(buyer, {}, 'ready');
  const sent: unknown[] = [];
  const screen = await house.entered(buyer, {}, (page) =>
    page.route(`**/${order.order_id}/feedback/`, (route, request) => {
      sent.push([request.method(), request.postDataJSON(), request.headers()['authorization']?.slice(0, 7)]);
      return route.fulfill({ status: 201, json: { rating: 5 } });
    }),
  );
  const card = screen.card(order);
  await card.getByRole('radio', { name: '5 stars of 5' }).check({ force: true });
  await card.getByRole('button', { name: 'Send' }).click();
  await card.getByText('You gave 5 of 5 stars.').waitFor();
  expect(sent).toEqual([['POST', { rating: 5 }, 'Bearer ']]);
  expect([await violations(screen.page), await smallTargets(screen.page)]).toEqual([[], []]);
});
