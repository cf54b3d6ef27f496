import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser, narrowPhone, openPage, sidewaysScroll, tablet, type WatchedPage } from '../support/browser.ts';
import { buildPages } from './built-pages.ts';
import { KitchenOrder, readyIn } from './kitchen.ts';
import { RestaurantServer } from './restaurant-server.ts';

describe('the staff board', () => {
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

  const logIn = async (viewport: { width: number; height: number } = tablet): Promise<void> => {
    watched = await openPage(browser, `${origin}/board`, { viewport });
    page = watched.page;
    await page.getByLabel('User name').fill('manager@demo.test');
    await page.getByLabel('Password').fill('a good long password');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
  };
  const column = (title: string): Locator => page.getByRole('region', { name: title, exact: true });
  const card = (title: string, number: string): Locator => column(title).getByRole('article', { name: number, exact: true });
  const connected = (): Promise<void> => page.locator('staff-board .offline').waitFor({ state: 'detached' });

  it('shows each open order in the column of its status, with all that a cook must know', async () => {
    server.add(new KitchenOrder('dine_in', 'ONLINE-000042', { table: '7' }).move('cooking', { estimate: readyIn(-6, -2) }));
    server.add(new KitchenOrder('delivery', 'ONLINE-000043', { address: '12 Mabini St' }));
    await logIn();
    const cooking = await card('Cooking', '42').innerText();
    for (const text of ['Dine-in · Table 7', 'Spicy Ramen', 'No egg in one of them, please']) expect(cooking).toContain(text);
    await card('Cooking', '42').getByText('late').waitFor();
    expect(await card('New', '43').innerText()).toContain('Delivery · 12 Mabini St');
  });

  it('takes in a new order and follows a change that someone else made', async () => {
    await logIn();
    await connected();
    const order = server.add(new KitchenOrder('pickup', 'ONLINE-000042'));
    await card('New', '42').waitFor();
    server.tell(order.move('cooking'));
    await card('Cooking', '42').waitFor();
  });

  it('moves an order on with one tap, by version and with a key of its own, and takes it back with undo', async () => {
    const order = server.add(new KitchenOrder('pickup', 'ONLINE-000042'));
    await logIn();
    await card('New', '42').getByRole('button', { name: 'Accept' }).click();
    await card('Accepted', '42').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await card('New', '42').waitFor();
    expect(order.history.map(({ type }) => type)).toEqual(['placed', 'status_changed', 'recalled']);
    const posts = server.requests.filter(({ url }) => url.endsWith('/update-status/') || url.endsWith('/recall/'));
    expect(posts.map(({ headers }) => headers['if-match'])).toEqual(['"1"', '"2"']);
    expect(new Set(posts.map(({ headers }) => headers['idempotency-key'])).size).toBe(2);
  });

  it('shows where an order really is, and why, when someone else was faster', async () => {
    const order = server.add(new KitchenOrder('pickup', 'ONLINE-000042'));
    await logIn();
    await card('New', '42').waitFor();
    order.move('confirmed').move('cooking');
    await card('New', '42').getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('alert').getByText('Someone else has moved this order.').waitFor();
    await card('Cooking', '42').waitFor();
  });

  it('does not take back what someone else did after the tap', async () => {
    const order = server.add(new KitchenOrder('pickup', 'ONLINE-000042'));
    await logIn();
    await card('New', '42').getByRole('button', { name: 'Accept' }).click();
    await card('Accepted', '42').waitFor();
    server.tell(order.move('cooking'));
    await card('Cooking', '42').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('alert').getByText('Someone else has moved this order.').waitFor();
    expect(order.status).toBe('cooking');
  });

  it('says that it is not live, keeps the orders, and catches up', async () => {
    const order = server.add(new KitchenOrder('pickup', 'ONLINE-000042'));
    await logIn();
    await card('New', '42').waitFor();
    await connected();
    server.cutSockets();
    order.move('cooking');
    await page.getByText('Not live. The orders are read every 10 s.').waitFor();
    await card('Cooking', '42').waitFor();
    server.socketsUp = true;
    await connected();
  });

  it('keeps a tap while there is no connection, and sends it once when it is back', async () => {
    const order = server.add(new KitchenOrder('pickup', 'ONLINE-000042'));
    await logIn();
    await card('New', '42').waitFor();
    await page.route('**/update-status/', (route) => route.abort());
    await card('New', '42').getByRole('button', { name: 'Accept' }).click();
    await card('Accepted', '42').getByText('Saving…').waitFor();
    await page.unroute('**/update-status/');
    await card('Accepted', '42').getByRole('button', { name: 'Start preparing' }).waitFor();
    expect(order.version).toBe(2);
  });

  it('stays logged in over a reload of the tab, until the log-out', async () => {
    await logIn();
    await page.reload();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('User name').waitFor();
    await page.reload();
    await page.getByLabel('User name').waitFor();
  });

  it('fits a narrow phone, and breaks no rule of a strict content security policy', async () => {
    server.add(new KitchenOrder('delivery', 'ONLINE-000042', { address: 'Wort'.repeat(30) }).move('confirmed'));
    await logIn(narrowPhone);
    await card('Accepted', '42').waitFor();
    await connected();
    expect([await sidewaysScroll(page), watched.complaints]).toEqual([0, []]);
  });
});
