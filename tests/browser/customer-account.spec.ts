import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { violations } from '../support/accessibility.ts';
import { Api } from '../support/api.ts';
import { narrowPhone, sidewaysScroll } from '../support/browser.ts';
import { demoPassword } from '../support/passline.ts';
import { OrdersWorld } from './orders-world.ts';

// Real here: the whole program with its database and pages, a mail server, and Chromium.
let house: OrdersWorld;
beforeAll(async () => {
  house = await OrdersWorld.open();
});
afterAll(() => house.close());
afterEach(() => house.leave());

const another = 'a wholly new password';
const logsIn = async (username: string, password: string): Promise<boolean> =>
  (await new Api(house.url).post('/api/v1/auth/login', { username, password })).status === 200;

describe('A customer’s account, on the page with the orders', () => {
  it('takes another name, at once and for the next time', async () => {
    const screen = await house.entered(await house.buyer());
    const { page } = screen;
    await page.getByRole('heading', { name: 'Your account' }).click();
    await page.getByLabel('Your name').fill('Cora Married');
    await screen.press('Save the name');
    await page.getByText('Your name is saved.').waitFor();
    await page.getByText('Logged in as Cora Married').waitFor();
    await page.reload();
    await page.getByText('Logged in as Cora Married').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('takes another password by the old one, and stays logged in', async () => {
    const buyer = await house.buyer();
    const screen = await house.entered(buyer);
    const { page } = screen;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.getByRole('heading', { name: 'Your account' }).click();
    await page.getByLabel('Current password').fill('not this one at all');
    await page.getByLabel('New password').fill(another);
    await screen.press('Change the password');
    await page.getByRole('alert').getByText('This is not your current password.').waitFor();
    expect(asked.filter((path) => path.includes('/auth/'))).toEqual(['/api/v1/auth/password']);
    await page.getByLabel('Current password').fill(demoPassword);
    await screen.press('Change the password');
    await page.getByText('Your new password is set.').waitFor();
    await page.reload();
    await page.getByText('No orders yet').waitFor();
    expect([await logsIn(buyer.username, another), await logsIn(buyer.username, demoPassword)]).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    ['es-MX', 'Tu cuenta', ['Contraseña actual', 'Contraseña nueva'], 'Elige otra contraseña'],
    ['fil-PH', 'Ang account mo', ['Kasalukuyang password', 'Bagong password'], 'Pumili ng ibang password'],
  ] as const)('says in the reader’s words why a password is not taken: %s', async (...words) => {
    const [locale, account, [current, next], refusal] = words;
    const { page } = await house.entered(await house.buyer(), { locale });
    await page.getByRole('heading', { name: account }).click();
    for (const label of [current, next]) await page.getByLabel(label).fill(demoPassword);
    await page.getByLabel(next).press('Enter');
    await page.getByRole('alert').getByText(refusal).waitFor();
    expect(await page.getByRole('alert').innerText()).not.toMatch(/must|differ/);
  });

  it('hands over all that is kept, as a file', async () => {
    const buyer = await house.buyer('Cora Export');
    const order = await house.order(buyer);
    const screen = await house.entered(buyer);
    await screen.page.getByRole('heading', { name: 'Your account' }).click();
    const [download] = await Promise.all([
      screen.page.waitForEvent('download'),
      screen.press('Download my data'),
    ]);
    const file = await readFile(await download.path(), 'utf8');
    expect(JSON.parse(file)).toMatchObject({
      account: { username: buyer.username, name: 'Cora Export' },
      orders: [{ order_id: order.order_id }],
    });
  });

  it('is erased after a question, and leaves nothing in the browser', async () => {
    const buyer = await house.buyer();
    await house.order(buyer);
    const screen = await house.entered(buyer, { viewport: narrowPhone });
    const { page } = screen;
    await page.getByRole('heading', { name: 'Your account' }).click();
    expect(await sidewaysScroll(page)).toBe(0);
    await screen.press('Delete my account');
    await screen.press('Keep my account');
    expect(await logsIn(buyer.username, demoPassword)).toBe(true);
    await screen.press('Delete my account');
    await screen.press('Yes, delete it all');
    await page.getByRole('heading', { name: 'Log in to your orders' }).waitFor();
    expect(await logsIn(buyer.username, demoPassword)).toBe(false);
    const kept = await page.evaluate<string[]>('Object.keys(localStorage)');
    expect(kept.filter((name) => /customer|order:/.test(name))).toEqual([]);
  });
});

describe('The orders of a customer', () => {
  it('are followed though placed after the page was opened', async () => {
    const buyer = await house.buyer();
    const screen = await house.entered(buyer);
    await screen.page.getByText('No orders yet').waitFor();
    const order = await house.order(buyer);
    const card = screen.card(order);
    await card.waitFor({ timeout: 15_000 });
    await house.cashier.move(order.order_id, 'cooking');
    await card.getByText('Your food is being cooked.').waitFor();
  }, 60_000);

  it('are folded but for the newest, say how they stand all the same, and unfold', async () => {
    const buyer = await house.buyer();
    const older = await house.order(buyer, {}, 'confirmed');
    const newest = await house.order(buyer);
    const screen = await house.entered(buyer);
    await screen.live;
    const ordered = (order: typeof older) =>
      screen.card(order).getByRole('heading', { name: 'What you ordered' });
    await ordered(newest).waitFor();
    expect(await ordered(older).isVisible()).toBe(false);
    await house.cashier.move(older.order_id, 'cooking');
    await screen.card(older).getByText('Your food is being cooked.').waitFor();
    const unfold = screen.card(older).getByRole('button', { name: 'Show all of it' });
    expect(await unfold.getAttribute('aria-expanded')).toBe('false');
    await unfold.click();
    await ordered(older).waitFor();
    await screen.card(older).getByRole('button', { name: 'Show less' }).click();
    expect(await ordered(older).isVisible()).toBe(false);
    expect(await violations(screen.page)).toEqual([]);
  });
});
