import { lying, type Studio } from './studio.ts';

/** What managers see: an order by phone, its code, colleagues, tills, the restaurant; and the mailbox. */
export async function takePeople(studio: Studio): Promise<void> {
  await takePhoneOrder(studio);
  await takeStaff(studio);
  await takePages(studio);
  const mailbox = await studio.page('/mailbox', lying);
  await mailbox.locator('iframe').first().contentFrame().getByRole('link').first().waitFor();
  await studio.take('mailbox', mailbox);
}

async function takePhoneOrder(studio: Studio): Promise<void> {
  const page = await studio.board('cashier', '');
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
  await studio.take('board-phone-order', page);
}

async function takeStaff(studio: Studio): Promise<void> {
  const page = await studio.board('manager', '#staff');
  const staff = page.locator('manage-staff');
  await staff.getByLabel('Name', { exact: true }).fill('Nina Ramos');
  await staff.getByLabel(/E-mail address/).fill('nina@demo.test');
  await staff.getByRole('button', { name: 'Add' }).click();
  await staff.getByRole('status', { name: 'For Nina Ramos' }).waitFor();
  await studio.take('manage-staff', page);
}

async function takePages(studio: Studio): Promise<void> {
  const devices = await studio.board('manager', '#devices');
  await devices.getByText('No device yet').waitFor();
  await studio.take('manage-devices', devices);
  const restaurant = await studio.board('manager', '#restaurant');
  await restaurant.getByLabel(/^Time zone/).waitFor();
  await studio.take('manage-restaurant', restaurant);
}
