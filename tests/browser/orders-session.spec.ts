import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Request } from 'playwright-core';
import type { Session } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { demoPassword } from '../support/passline.ts';
import { eventually } from '../support/eventually.ts';
import { OrdersScreen, OrdersWorld } from './orders-world.ts';

// Real here: the whole program with its database and pages, a mail server, and Chromium.
let house: OrdersWorld;
beforeAll(async () => {
  house = await OrdersWorld.open();
});
afterAll(() => house.close());
afterEach(() => house.leave());

const kept = (screen: OrdersScreen): Promise<readonly string[]> =>
  screen.page.evaluate<readonly string[]>(
    'Object.keys(localStorage).filter((name) => name.startsWith("passline:")).sort()',
  );
const keptSession = (screen: OrdersScreen): Promise<Session> =>
  screen.page.evaluate<Session>('JSON.parse(localStorage.getItem("passline:customer-session"))');
const logInForm = (screen: OrdersScreen): Promise<void> =>
  screen.page.getByRole('heading', { name: 'Log in to your orders' }).waitFor();
const refreshes = (context: BrowserContext): readonly Request[] => {
  const seen: Request[] = [];
  context.on('request', (request) => {
    if (request.url().endsWith('/auth/refresh')) seen.push(request);
  });
  return seen;
};

describe('A customer who logs in', () => {
  it('is told what is wrong with the password, and let in with the right one', async () => {
    const { username } = await house.buyer();
    const screen = await house.screen();
    await screen.logIn(username, 'not the password');
    await screen.page
      .getByRole('alert')
      .getByText('This address and this password do not belong together.')
      .waitFor();
    await screen.logIn(username);
    await screen.says('No orders yet');
    expect([await screen.page.title(), screen.complaints]).toEqual(['Your orders', []]);
  });

  it('is told how long to wait after too many wrong tries', async () => {
    const screen = await house.screen();
    const username = `${randomUUID()}@example.test`;
    for (let tries = 0; tries < 7; tries += 1)
      await new Api(house.url).post('/api/v1/auth/login', { username, password: 'a guess' });
    await screen.logIn(username, 'another guess');
    await screen.page
      .getByRole('alert')
      .getByText(/^Too many wrong tries\. Nothing is lost: wait \d+ seconds?, and try again\.$/)
      .waitFor();
  });

  it('is told that nothing was sent where the server is away', async () => {
    const screen = await house.screen();
    await screen.page.route('**/api/**', (route) => route.abort());
    await screen.logIn('someone@example.test');
    await screen.page
      .getByRole('alert')
      .getByText('The server cannot be reached. Nothing was sent')
      .waitFor();
  });

  it('is led to the board where the account is one of the restaurant’s, and not kept logged in', async () => {
    const screen = await house.screen();
    await screen.logIn('cashier@demo.test');
    const link = screen.page.getByRole('alert').getByRole('link', { name: 'Go to the board' });
    expect([await link.getAttribute('href'), await kept(screen)]).toEqual(['/board', []]);
  });

  it('comes from signing up, by the link in the mail, without asking anyone', async () => {
    const username = `${randomUUID()}@example.test`;
    const screen = await house.screen();
    await screen.page.getByRole('link', { name: 'Create an account' }).click();
    await screen.page.getByLabel('Your name').fill('Nena Cruz');
    await screen.page.getByLabel('E-mail address').fill(username);
    await screen.page.getByLabel('Password').fill(demoPassword);
    await screen.press('Create my account');
    await screen.page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
    await screen.page.goto(await house.linkTo(username));
    await screen.press('Confirm my address');
    await screen.page.getByRole('link', { name: 'See your orders' }).click();
    await screen.logIn(username);
    await screen.says('Logged in as Nena Cruz');
  });
});

describe('A session', () => {
  it('outlives a reload and holds in other tabs, and is renewed by one of them for all', async () => {
    const buyer = await house.buyer();
    const order = await house.order(buyer);
    const screen = await house.entered(buyer);
    const other = new OrdersScreen({ page: await screen.context.newPage(), complaints: [] });
    await other.page.goto(`${house.url}/orders`);
    await other.card(order).waitFor();
    const asked = refreshes(screen.context);
    const before = await keptSession(screen);
    await screen.page.evaluate(
      'localStorage.setItem("passline:customer-session", JSON.stringify({ ...JSON.parse(localStorage.getItem("passline:customer-session")), ends_at: 0 }))',
    );
    await Promise.all([screen.page.reload(), other.page.reload()]);
    await Promise.all([screen.live, other.live]);
    expect(asked.length).toBe(1);
    expect((await keptSession(other)).refresh_token).not.toBe(before.refresh_token);
  });

  it('goes on under the same trackers with another token, and nothing flickers', async () => {
    const buyer = await house.buyer();
    const order = await house.order(buyer);
    const screen = await house.entered(buyer, {}, (page) => page.clock.install());
    await screen.live;
    const first = await keptSession(screen);
    await screen.page.evaluate(`{
      const root = document.querySelector('orders-page').shadowRoot.querySelector('my-orders').shadowRoot;
      window.tracker = root.querySelector('open-order').shadowRoot.querySelector('order-status-tracker');
      window.said = new Set();
      new MutationObserver(() => window.said.add(root.querySelector('.live').textContent.trim())).observe(root, { subtree: true, childList: true, characterData: true });
    }`);
    const again = screen.page.waitForEvent('websocket');
    await screen.page.clock.fastForward('14:30');
    await screen.context.setOffline(true);
    await screen.context.setOffline(false);
    const second = await screen.tokenOf(await again);
    await house.cashier.move(order.order_id, 'cooking');
    await screen.card(order).getByText('Your food is being cooked.').waitFor();
    expect([second === first.access_token, second === (await keptSession(screen)).access_token]).toEqual([
      false,
      true,
    ]);
    expect(
      await screen.page.evaluate(
        `document.querySelector('orders-page').shadowRoot.querySelector('my-orders').shadowRoot.querySelector('open-order').shadowRoot.querySelector('order-status-tracker') === window.tracker`,
      ),
    ).toBe(true);
    expect(await screen.page.evaluate('[...window.said].filter((word) => word !== "Live")')).toEqual([]);
  });

  it('ends with the log-out: here, in other tabs and on the server, and nothing is left behind', async () => {
    const buyer = await house.buyer();
    const order = await house.order(buyer);
    const screen = await house.entered(buyer);
    await screen.live;
    const other = new OrdersScreen({ page: await screen.context.newPage(), complaints: [] });
    await other.page.goto(`${house.url}/orders`);
    await other.card(order).getByText('They’ll confirm it shortly.').first().waitFor();
    const { refresh_token } = await keptSession(screen);
    expect(await kept(screen)).toEqual([
      'passline:customer-orders',
      'passline:customer-session',
      `passline:order:${order.order_id}`,
    ]);
    await screen.press('Log out');
    await Promise.all([logInForm(screen), logInForm(other)]);
    expect([await kept(screen), await screen.page.locator('order-status-tracker').count()]).toEqual([[], 0]);
    await eventually(
      async () => (await new Api(house.url).post('/api/v1/auth/refresh', { refresh_token })).status === 401,
      'the session to be over on the server',
    );
    await screen.page.reload();
    await logInForm(screen);
  });

  it('that was logged out is not brought back by another password that another tab had just been given', async () => {
    const screen = await house.entered(await house.buyer());
    const other = new OrdersScreen({ page: await screen.context.newPage(), complaints: [] });
    await other.page.goto(`${house.url}/orders`);
    const [changed, mayArrive] = [Promise.withResolvers<Session>(), Promise.withResolvers<undefined>()];
    await other.page.route('**/auth/password', async (route) => {
      const response = await route.fetch();
      changed.resolve((await response.json()) as Session);
      await mayArrive.promise;
      await route.fulfill({ response });
    });
    await other.page.getByRole('heading', { name: 'Your account' }).click();
    await other.page.getByLabel('Current password').fill(demoPassword);
    await other.page.getByLabel('New password').fill('a wholly new password');
    await other.press('Change the password');
    const nobodys = new Api(house.url, (await changed.promise).access_token);
    await screen.press('Log out');
    await Promise.all([logInForm(screen), logInForm(other)]);
    expect((await nobodys.get('/api/v1/me')).status).toBe(200);
    mayArrive.resolve(undefined);
    await eventually(
      async () => (await nobodys.get('/api/v1/me')).status === 401,
      'the session to be over on the server',
    );
    expect(await kept(other)).toEqual([]);
    await other.page.reload();
    await logInForm(other);
  });

  it('that was ended elsewhere leads back to the log-in, with a word about it, and nothing is left behind', async () => {
    const buyer = await house.buyer();
    await house.order(buyer);
    const screen = await house.entered(buyer);
    await screen.live;
    const { refresh_token } = await keptSession(screen);
    await new Api(house.url).post('/api/v1/auth/logout', { refresh_token });
    await screen.says('You have been logged out. Your orders are not affected; log in again to see them.');
    expect(await kept(screen)).toEqual([]);
  });
});
