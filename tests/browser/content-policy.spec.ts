import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.ts';
import { desktop, launchBrowser, openPage } from '../support/browser.ts';
import { demoPassword, type Passline, startPassline } from '../support/passline.ts';

let passline: Passline;
let browser: Browser;
beforeAll(async () => { [passline, browser] = await Promise.all([startPassline({ settings: { NOTIFY_HOLD_MS: '0' } }), launchBrowser()]); }, 90_000);
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

  it('the board logs in and shows orders', async () => {
    const order = await (await Api.as(passline.url, 'cashier')).place();
    const { page, complaints } = await openPage(browser, `${passline.url}/board`, { viewport: desktop });
    await page.getByLabel(/e-?mail|user/i).fill('manager@demo.test');
    await page.getByLabel(/password/i).fill(demoPassword);
    await page.keyboard.press('Enter');
    await page.getByText(order.order_number.replace(/^ONLINE-0*/, '')).first().waitFor();
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
    await page.locator('.body-param textarea').fill(JSON.stringify({ username: 'cashier@demo.test', password: demoPassword }));
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table .response-col_status').getByText('200').waitFor();
    expect(complaints).toEqual([]);
  });
});
