import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { orderPageSchema, restaurantSchema } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { BoardWorld, logIn, numberOf } from './board-world.ts';
import { pressLater } from './press-later.ts';

/** Of a field, its hint and its input. */
interface Box {
  getBoundingClientRect(): { readonly top: number };
  querySelector(selector: string): Box | null;
}

const topsOf = (fields: readonly Box[]): readonly (readonly number[])[] =>
  fields.map((field) =>
    [field, field.querySelector('small'), field.querySelector('input')].map((part) =>
      Math.round(part?.getBoundingClientRect().top ?? 0),
    ),
  );

/** What is drawn before a label's words. */
const markOf = (label: object): string =>
  (
    globalThis as unknown as { getComputedStyle(element: object, part: string): { readonly content: string } }
  ).getComputedStyle(label, '::before').content;

describe('the people around the board', () => {
  let world: BoardWorld;
  beforeAll(async () => {
    world = await BoardWorld.open();
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  const latest = async () =>
    orderPageSchema.parse((await world.cashier.get('/api/v1/online/orders?limit=1')).body).orders[0]!;

  it('take an order by phone, and hand over its link to scan', async () => {
    await world.cashier.place({ items: [{ name: 'Spicy Ramen', quantity: 1, unit_price: 22_500 }] });
    const counter = await world.tablet('cashier');
    await counter.page.getByRole('button', { name: 'New order', exact: true }).click();
    const form = counter.page.locator('phone-order');
    await form.getByText('Delivery', { exact: true }).click();
    await form.getByLabel('Address').fill('12 Mabini St, Manila');
    await form.getByLabel('Name of item 1').fill('Spicy Ramen');
    expect(await form.getByLabel('Price of item 1').inputValue()).toBe('225.00');
    await form.getByRole('button', { name: 'One more of item 1' }).click();
    await form.getByLabel('Notes for item 1').fill('extra spicy');
    await form.getByRole('button', { name: 'One more item' }).click();
    await form.getByLabel('Name of item 2').fill('Halo-Halo');
    await form.getByLabel('Price of item 2').fill('150');
    await form.getByLabel('Name', { exact: true }).fill('Ana Reyes');
    await form.getByLabel('Phone').fill('0917 123 4567');
    await form.getByRole('button', { name: 'Place the order' }).click();
    await form.getByText(/is on the board/).waitFor();
    const order = await latest();
    expect(order).toMatchObject({
      fulfilment: 'delivery',
      address: '12 Mabini St, Manila',
      total: { amount: 60_000, currency: 'PHP' },
      customer: { name: 'Ana Reyes', phone: '+639171234567' },
      items: [
        { name: 'Spicy Ramen', quantity: 2, unit_price: 22_500, notes: 'extra spicy' },
        { name: 'Halo-Halo', quantity: 1, unit_price: 15_000 },
      ],
    });
    const code = form.getByRole('img', { name: /QR code/ });
    await code.waitFor();
    expect(await code.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBeGreaterThan(0);
    await form.getByRole('link', { name: order.tracking_url }).waitFor();
    await form.getByRole('button', { name: 'Done' }).click();
    await counter.stands('New', order);
    expect(counter.complaints).toEqual([]);
  });

  it('print the code of a link on a slip of its own', async () => {
    const order = await world.cashier.place({ fulfilment: 'dine_in', table: '9' });
    const counter = await world.tablet('cashier');
    await counter.page.evaluate(
      'window.print = () => { window.printed = document.querySelector(".print-ticket").innerText; }',
    );
    await counter.stands('New', order);
    const sheet = await counter.open(order);
    await sheet.getByRole('button', { name: 'Print' }).click();
    const slip = await eventually(
      () => counter.page.evaluate<string | undefined>('window.printed'),
      'the slip to be printed',
    );
    for (const words of [
      'Mabuhay Kitchen',
      order.order_number,
      'Dine-in · Table 9',
      '2 × Spicy Ramen',
      'Scan it',
    ])
      expect(slip).toContain(words);
    await counter.page.emulateMedia({ media: 'print' });
    expect(
      await counter.page.evaluate<boolean[]>(
        '["board-page", ".print-ticket"].map((name) => document.querySelector(name).checkVisibility())',
      ),
    ).toEqual([false, true]);
  });

  it('replace a link that went astray', async () => {
    const order = await world.cashier.place();
    const counter = await world.tablet('cashier');
    await counter.stands('New', order);
    const sheet = await counter.open(order);
    await sheet.getByRole('button', { name: 'New link' }).dblclick();
    const guest = world.cashier.guest(order);
    expect((await guest.get(`/api/v1/online/orders/${order.order_id}`)).status).toBe(200);
    await pressLater(sheet.getByRole('button', { name: /The old link stops working/ }));
    await sheet.getByRole('link', { name: order.tracking_url }).waitFor({ state: 'detached' });
    expect((await guest.get(`/api/v1/online/orders/${order.order_id}`)).status).toBe(401);
  });

  it('give a colleague an account, who chooses a password and starts to work', async () => {
    const manager = await world.tablet('manager');
    await manager.page.getByRole('button', { name: 'Menu' }).click();
    await manager.page.getByRole('button', { name: 'Staff' }).click();
    const staff = manager.page.locator('manage-staff');
    await staff.getByLabel('Name', { exact: true }).fill('Nina New');
    await staff.getByLabel(/E-mail address/).fill('nina@demo.test');
    await staff.getByRole('button', { name: 'Add' }).click();
    const password = await staff
      .getByRole('status', { name: 'For Nina New' })
      .locator('code')
      .last()
      .innerText();
    const other = await world.browser.newContext();
    const page = await other.newPage();
    await page.goto(`${manager.cable.url}/board`);
    await logIn(page, 'nina@demo.test', password);
    await page.getByLabel('New password').fill('a password of my own');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByRole('region', { name: 'Accepted' }).waitFor();
    await page.locator('board-bar .live.green').waitFor();
    await staff.getByRole('button', { name: 'Shut the account of Nina New' }).click();
    await page.getByLabel('User name').waitFor();
    await other.close();
    expect(await staff.getByLabel('Role of Ana Admin').count()).toBe(0);
  });

  it('give a till its secret, once, and take it away', async () => {
    const manager = await world.tablet('manager', '#devices');
    const devices = manager.page.locator('manage-devices');
    await devices.getByLabel('Name', { exact: true }).fill('Till 9');
    await devices.getByText('Move orders', { exact: true }).click();
    await devices.getByRole('button', { name: 'Add' }).click();
    const shown = devices.getByRole('status', { name: 'Till 9' }).locator('code');
    const [id, secret] = [await shown.nth(0).innerText(), await shown.nth(1).innerText()];
    const token = () =>
      fetch(`${world.passline.url}/api/v1/auth/token`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }),
      });
    expect(await (await token()).json()).toMatchObject({ scope: 'orders:write orders:read' });
    await devices.getByRole('button', { name: 'Remove Till 9' }).dblclick();
    expect((await token()).status).toBe(200);
    await pressLater(devices.getByRole('button', { name: /It stops working/ }));
    await devices
      .getByText(/removed/)
      .first()
      .waitFor();
    expect((await token()).status).toBe(401);
  });

  it('change what the restaurant says of itself', async () => {
    const manager = await world.tablet('manager', '#restaurant');
    const profile = manager.page.locator('restaurant-profile');
    await profile.getByLabel(/^Phone/).fill('8555');
    await profile.getByRole('button', { name: 'Save', exact: true }).click();
    await profile.getByText('must be an international number').waitFor();
    await profile.getByLabel(/^Phone/).fill('+63 2 8555 9999');
    await profile.getByLabel(/^Preparation/).fill('25');
    await profile.getByRole('button', { name: 'Save', exact: true }).click();
    await profile.getByText('Saved.').waitFor();
    const api = await Api.as(world.passline.url, 'manager');
    expect(restaurantSchema.parse((await api.get('/api/v1/restaurant')).body)).toMatchObject({
      phone: '+63285559999',
      base_preparation_minutes: 25,
      name: 'Mabuhay Kitchen',
    });
    await profile.getByRole('button', { name: 'Board' }).click();
    await manager.column('New').waitFor();
  });

  it('see no more than their role: a cook takes no orders and manages nobody, a customer has no board', async () => {
    const order = await world.cashier.place();
    const kitchen = await world.tablet('kitchen', '#staff');
    await kitchen.stands('New', order);
    await kitchen.page.getByRole('button', { name: 'Menu' }).click();
    expect([
      await kitchen.page.getByRole('button', { name: 'New order', exact: true }).count(),
      await kitchen.page.getByRole('button', { name: 'Staff' }).count(),
    ]).toEqual([0, 0]);
    const other = await world.browser.newContext();
    const page = await other.newPage();
    await page.goto(`${kitchen.cable.url}/board`);
    await logIn(page, 'customer');
    await page.getByRole('alert').getByText('This is a customer’s account.').waitFor();
    await other.close();
    expect(numberOf(order)).toMatch(/^\d+$/);
  });

  it.each([390, 768, 1024, 1280])(
    'have the fields of the profile level with their neighbours, %d px wide',
    async (width) => {
      const { page } = await world.tablet('manager', '', { viewport: { width, height: 900 } });
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('button', { name: 'Restaurant' }).click();
      await page.getByLabel('Time zone').waitFor();
      const tops = await page.locator('restaurant-profile .field').evaluateAll(topsOf);
      const rows = Map.groupBy(tops, ([top]) => top);
      for (const row of rows.values()) expect(new Set(row.map(String)).size).toBe(1);
      expect([tops.length, rows.size < tops.length]).toEqual([7, width > 390]);
    },
  );

  it('see by a tick what a device may, and not by colour alone', async () => {
    const { page } = await world.tablet('manager');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Devices' }).click();
    const box = page.getByLabel('Place orders');
    const label = page.locator('manage-devices label', { has: box });
    const mark = (): Promise<string> => label.evaluate(markOf);
    expect(await mark()).toMatch(/^"✓"/);
    await box.press('Space');
    expect(await mark()).toMatch(/^""/);
  });
});
