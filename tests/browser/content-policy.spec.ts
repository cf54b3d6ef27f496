import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.ts';
import { desktop, launchBrowser, openPage } from '../support/browser.ts';
import { demoPassword, type Passline, startPassline } from '../support/passline.ts';
import { migratedDatabase } from '../support/postgres.ts';

let passline: Passline;
let browser: Browser;
beforeAll(async () => {
  [passline, browser] = await Promise.all([
    startPassline({ database: await migratedDatabase(), settings: { NOTIFY_HOLD_MS: '0' } }),
    launchBrowser(),
  ]);
}, 90_000);
afterAll(async () => {
  await browser.close();
  await passline.stop();
}, 60_000);

describe('Under the real server’s content policy', () => {
  it('the customer’s page shows the order and follows it', async () => {
    const cashier = await Api.as(passline.url, 'cashier');
    const order = await cashier.place();
    const { page, complaints } = await openPage(browser, order.tracking_url);
    await page.getByText(order.order_number).first().waitFor();
    await cashier.move(order.order_id, 'cooking');
    await page.getByText('Cooking').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('the customer’s page starts again without a network, from a checkout too', async () => {
    const order = await (await Api.as(passline.url, 'cashier')).place();
    const { page, complaints } = await openPage(
      browser,
      order.tracking_url.replace('#', '?redirect_status=succeeded#'),
    );
    await page.getByText(order.order_number).first().waitFor();
    await page.locator('.receipt').waitFor();
    expect(await page.evaluate('location.href')).toBe(order.tracking_url);
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    expect(complaints).toEqual([]);
    await page.context().setOffline(true);
    await page.reload();
    for (const text of [order.order_number, 'Not connected', 'Last known'])
      await page.getByText(text).filter({ visible: true }).first().waitFor();
    await page.locator('.receipt').waitFor();
    await page.context().close();
  });

  it.each(['t', 'board'])('the manifest of /%s and all that it names are served', async (name) => {
    const manifest = await fetch(`${passline.url}/${name}.webmanifest`);
    expect([manifest.status, manifest.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^application\/manifest\+json/),
    ]);
    const { icons, start_url } = (await manifest.json()) as {
      icons: readonly { src: string; type: string }[];
      start_url: string;
    };
    const served = await Promise.all(
      [
        ...icons,
        { src: '/apple-touch-icon.png', type: 'image/png' },
        { src: start_url, type: 'text/html; charset=utf-8' },
      ].map(async ({ src, type }) => ({ type, answer: await fetch(passline.url + src) })),
    );
    expect(served.map(({ answer }) => [answer.status, answer.headers.get('content-type')])).toEqual(
      served.map(({ type }) => [200, type]),
    );
  });

  it('the board logs in and shows orders', async () => {
    const order = await (await Api.as(passline.url, 'cashier')).place();
    const { page, complaints } = await openPage(browser, `${passline.url}/board`, { viewport: desktop });
    await page.getByLabel(/e-?mail|user/i).fill('manager@demo.test');
    await page.getByLabel(/password/i).fill(demoPassword);
    await page.keyboard.press('Enter');
    await page
      .getByText(order.order_number.replace(/^ONLINE-0*/, ''))
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });

  it('the front page and the mailbox with its mails are whole', async () => {
    const front = await openPage(browser, passline.url);
    await front.page.getByRole('heading').first().waitFor();
    const { page, complaints } = await openPage(browser, `${passline.url}/mailbox`, { viewport: desktop });
    await page.getByRole('heading', { name: 'Mailbox' }).waitFor();
    expect([...front.complaints, ...complaints]).toEqual([]);
  });

  it('the API’s documentation lists every call, and one can be tried out', async () => {
    const { page, complaints } = await openPage(browser, `${passline.url}/api/docs`, { viewport: desktop });
    await page.getByRole('heading', { name: /Passline/ }).waitFor();
    await page.getByText('/api/v1/online/orders/{id}/update-status').first().waitFor();
    await page.locator('#operations-Log-in-LogInController_logIn').getByRole('button').first().click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page
      .locator('.body-param textarea')
      .fill(JSON.stringify({ username: 'cashier@demo.test', password: demoPassword }));
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table .response-col_status').getByText('200').waitFor();
    expect(complaints).toEqual([]);
  });
});
