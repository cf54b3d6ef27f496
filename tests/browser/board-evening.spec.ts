import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Order, orderPageSchema } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { BoardWorld, numberOf } from './board-world.ts';

describe('one order on three tablets', () => {
  let world: BoardWorld;
  beforeAll(async () => {
    world = await BoardWorld.open({}, 3);
  }, 90_000);
  afterAll(() => world.close());

  const latest = async (): Promise<Order> =>
    orderPageSchema.parse((await world.cashier.get('/api/v1/online/orders?limit=1')).body).orders[0]!;

  it('is taken by phone, cooked, undone once, brought, paid and found again in the evening', async () => {
    const [counter, kitchen, driver] = [
      await world.tablet('cashier'),
      await world.tablet('kitchen'),
      await world.tablet('courier'),
    ];
    await counter.page.getByRole('button', { name: 'New order', exact: true }).click();
    const form = counter.page.locator('phone-order');
    await form.getByText('Delivery', { exact: true }).click();
    await form.getByLabel('Address').fill('45 Katipunan Ave');
    await form.getByLabel('Name of item 1').fill('Lechon Belly');
    await form.getByLabel('Price of item 1').fill('1,200');
    await form.getByLabel('Quantity of item 1').fill('0,5');
    await form.getByLabel('Notes on the order').fill('Allergic to shrimp');
    await form.getByLabel('Phone').fill('+63 917 222 3344');
    await form.getByRole('button', { name: 'Place the order ₱600.00' }).click();
    await form.getByText(/is on the board/).waitFor();
    await form.getByRole('button', { name: 'Done' }).click();
    const order = await latest();

    await kitchen.stands('New', order);
    expect(await kitchen.card('New', numberOf(order)).innerText()).toMatch(
      /⚠\s*Customer: Allergic to shrimp[^]*0\.5\s*Lechon Belly/,
    );
    await kitchen.forward('New', order);
    await kitchen.stands('Accepted', order);
    await kitchen.page.getByRole('button', { name: 'Undo' }).click();
    await kitchen.stands('New', order);
    const sheet = await kitchen.open(order);
    await sheet.getByRole('button', { name: 'Mark ready' }).click();
    await driver.forward('Ready to go', order);
    await driver.stands('On the way', order);
    const bag = await driver.open(order);
    await bag.getByRole('button', { name: 'Paid by cash' }).click();
    await bag.getByText('Payment: paid by cash').waitFor();
    await driver.page.keyboard.press('Escape');
    await driver.forward('On the way', order);
    await counter.card('Handed over', numberOf(order)).getByText('Paid by cash').waitFor();
    await counter.forward('Handed over', order);
    await eventually(
      async () => (await world.cashier.snapshot(order.order_id)).status === 'completed',
      'the order to be closed',
    );

    await counter.page.keyboard.press('/');
    await counter.page.keyboard.type('3344');
    await counter.page.getByRole('button', { name: 'Finished too' }).click();
    const found = counter.page.locator('finished-orders').getByRole('listitem');
    await found.first().waitFor();
    expect(await found.count()).toBe(1);
    await found.getByRole('button').click();
    for (const words of ['Completed', 'Payment: paid by cash', '₱600.00', 'taken back'])
      await counter.sheet.getByText(words).first().waitFor();
    for (const tablet of [counter, kitchen, driver]) {
      expect(await tablet.page.locator('undo-strip').getByRole('alert').count()).toBe(0);
      expect(tablet.complaints).toEqual([]);
    }
  }, 60_000);
});
