import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Api } from '../support/api.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type Passline, startPassline } from '../support/passline.ts';
import { migratedDatabase } from '../support/postgres.ts';
import { buildExamples, examplesFolder } from './built-examples.ts';
import { RestaurantSite } from './restaurant-site.ts';

let passline: Passline;
let built: Awaited<ReturnType<typeof buildExamples>>;
let site: RestaurantSite;
let browser: Browser;
let cashier: Api;
let page: Page;

beforeAll(async () => {
  [passline, browser] = await Promise.all([
    startPassline({ database: await migratedDatabase() }),
    launchBrowser(),
  ]);
  built = await buildExamples(passline.url);
  site = await RestaurantSite.open(built.folder, examplesFolder);
  site.passline = passline.url;
  cashier = await Api.as(passline.url, 'cashier');
}, 120_000);
afterAll(async () => {
  await site.close();
  await built.remove();
  await browser.close();
  await passline.stop();
});
afterEach(() => page.context().close());

describe.each([
  { example: 'html', cooking: 'Your food is being cooked.', ready: 'Come to the counter with' },
  { example: 'react', cooking: 'Tu comida se está cocinando.', ready: 'Acércate al mostrador con' },
  { example: 'vue', cooking: 'Niluluto na ang pagkain mo.', ready: 'Pumunta sa counter at sabihin ang' },
])('the example in $example, on a restaurant’s own site', ({ example, cooking, ready }) => {
  it('follows an order by its tracking token alone, over one connection, under a strict content security policy', async () => {
    const order = await cashier.place({ fulfilment: 'pickup' });
    const sockets: string[] = [];
    const { page: opened, complaints } = await openPage(browser, 'about:blank');
    page = opened;
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await page.goto(`${site.origin}/${example}/#${order.tracking_url.split('#')[1]}`);
    const says = (text: string): Promise<void> =>
      page.getByText(text).filter({ visible: true }).first().waitFor();
    await says(order.order_number);
    await page.locator('order-status-tracker .dot.connected').waitFor();
    await cashier.move(order.order_id, 'cooking');
    await says(cooking);
    await cashier.move(order.order_id, 'ready');
    await says(`${ready} ${order.order_number}`);
    expect(sockets).toHaveLength(1);
    expect(sockets[0]).toContain(passline.url.replace('http', 'ws'));
    expect(complaints).toEqual([]);
  });
});

it.each(['react', 'vue'])(
  'the hook for %s tells its page each status once, and how the connection stands',
  async (example) => {
    const order = await cashier.place({ fulfilment: 'pickup' });
    ({ page } = await openPage(browser, `${site.origin}/${example}/#${order.tracking_url.split('#')[1]}`));
    await page.getByText('connected ✓').waitFor();
    // What happens before the first answer is part of it.
    await page.getByText('Seen: pending', { exact: true }).waitFor();
    for (const status of ['confirmed', 'cooking', 'ready']) await cashier.move(order.order_id, status);
    await page.getByText('Seen: pending, confirmed, cooking, ready', { exact: true }).waitFor();
    await page.getByText(`${order.order_number}: ready`).waitFor();
  },
);

it('hears of each version through the event, in plain HTML and in Vue', async () => {
  const order = await cashier.place({ fulfilment: 'pickup' });
  for (const example of ['html', 'vue']) {
    ({ page } = await openPage(browser, `${site.origin}/${example}/#${order.tracking_url.split('#')[1]}`));
    const { version } = await cashier.snapshot(order.order_id);
    await page.getByText(`Version on the screen: ${version}`).waitFor();
    await cashier.move(order.order_id, example === 'html' ? 'cooking' : 'ready');
    await page.getByText(`Version on the screen: ${version + 1}`).waitFor();
    if (example === 'html') await page.context().close();
  }
});
