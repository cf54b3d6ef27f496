import type { BrowserContextOptions, Page } from 'playwright-core';
import { lying, type Moment, type Studio } from './studio.ts';

async function writeOrder(studio: Studio, options: BrowserContextOptions): Promise<Page> {
  const page = await studio.board('cashier', '', options);
  await page.locator('order-card').first().waitFor();
  await page.getByRole('button', { name: 'New order', exact: true }).click();
  const form = page.locator('phone-order');
  await form.getByText('Delivery', { exact: true }).click();
  await form.getByLabel('Address').fill('7 Ayala Avenue, Makati');
  await form.getByLabel('Name of item 1').fill('Spicy Ramen');
  await form.getByRole('button', { name: 'One more of item 1' }).click();
  await form.getByLabel('Notes for item 1').fill('extra spicy');
  await form.getByLabel('Name', { exact: true }).fill('Leo Santos');
  await form.getByLabel('Phone').fill('+63 917 765 4321');
  return page;
}

async function addColleague(studio: Studio, options: BrowserContextOptions): Promise<Page> {
  const page = await studio.board('manager', '#staff', options);
  const staff = page.locator('manage-staff');
  await staff.getByLabel('Name', { exact: true }).fill('Nina Ramos');
  // One address belongs to one person, however often the picture is taken.
  const known = await staff.getByText('Nina Ramos', { exact: true }).count();
  await staff
    .getByLabel(/E-mail address/)
    .fill(known === 0 ? 'nina@demo.test' : `nina.${String(known)}@demo.test`);
  await staff.getByRole('button', { name: 'Add' }).click();
  await staff.getByRole('status', { name: 'For Nina Ramos' }).waitFor();
  return page;
}

const managed =
  (place: string, arrived: (page: Page) => Promise<void>): Moment['open'] =>
  async (studio, options) => {
    const page = await studio.board('manager', place, options);
    await arrived(page);
    return page;
  };

async function openMailbox(studio: Studio, options: BrowserContextOptions): Promise<Page> {
  const page = await studio.page('/mailbox', options);
  await page.locator('iframe').first().contentFrame().getByRole('link').first().waitFor();
  return page;
}

/** What managers see: an order by phone, colleagues, tills, the restaurant. */
export const managerMoments: readonly Moment[] = [
  { name: 'board-phone-order', open: writeOrder, inGuide: lying },
  { name: 'manage-staff', open: addColleague, inGuide: lying },
  {
    name: 'manage-devices',
    open: managed('#devices', (page) => page.getByText('No device yet').waitFor()),
    inGuide: lying,
  },
  {
    name: 'manage-restaurant',
    open: managed('#restaurant', (page) => page.getByLabel(/^Time zone/).waitFor()),
    inGuide: lying,
  },
];

/** What anyone sees who tries Passline. */
export const mailboxMoments: readonly Moment[] = [{ name: 'mailbox', open: openMailbox, inGuide: lying }];
