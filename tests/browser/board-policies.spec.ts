import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { problemOf, restaurantSchema } from '#libs/contracts';
import { smallTargets, violations } from '../support/accessibility.ts';
import { Api } from '../support/api.ts';
import { phone, sidewaysScroll } from '../support/browser.ts';
import { BoardWorld, lying, numberOf } from './board-world.ts';

describe('what a manager says once for every evening', () => {
  let world: BoardWorld;
  beforeAll(async () => {
    world = await BoardWorld.open();
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  const restaurant = async () => {
    const manager = await Api.as(world.passline.url, 'manager');
    return restaurantSchema.parse((await manager.get('/api/v1/restaurant')).body);
  };
  const save = (policies: Locator): Promise<void> =>
    policies.getByRole('button', { name: 'Save policies' }).click();

  it('is kept, sends only what changed, and is refused at its field', async () => {
    const manager = await world.tablet('manager', '#restaurant');
    const sent: unknown[] = [];
    manager.page.on('request', (request) => {
      if (request.method() === 'PATCH') sent.push(request.postDataJSON());
    });
    const policies = manager.page.locator('restaurant-policies');
    const overdue = policies.getByLabel(/^Call when an order is later than promised/);
    await overdue.fill('0');
    await save(policies);
    await policies.getByText('Not taken yet: look at what is marked.').waitFor();
    expect(await overdue.getAttribute('aria-invalid')).toBe('true');
    await overdue.fill('10');
    await policies.getByLabel(/^Close what was delivered/).fill('');
    await policies.getByLabel('A driver takes at least, in minutes').fill('15');
    await policies.getByLabel('A driver takes at most, in minutes').fill('25');
    await policies.getByText(/^Mail the week/).click();
    await save(policies);
    await policies.getByText(/^Saved\./).waitFor();
    const wanted = { overdue_minutes: 10, close_after_minutes: null, weekly_report: true };
    expect(sent.at(-1)).toEqual({ policies: wanted, delivery_minutes: { from: 15, to: 25 } });
    expect(await restaurant()).toMatchObject({ policies: wanted, delivery_minutes: { from: 15, to: 25 } });
    await policies.getByLabel('A driver takes at most, in minutes').fill('5');
    await save(policies);
    await policies.getByText('Type at least as many minutes here as in the field before').waitFor();
    expect((await restaurant()).delivery_minutes).toEqual({ from: 15, to: 25 });
    const profile = manager.page.locator('restaurant-profile');
    await profile.getByLabel(/^Preparation/).fill('25');
    await profile.getByRole('button', { name: 'Save', exact: true }).click();
    await profile.getByText('Saved. New orders').waitFor();
    expect(sent.at(-1)).toEqual({ base_preparation_minutes: 25 });
  });

  it('loses nothing that was typed, and says at each field what to do, whoever refuses it', async () => {
    const manager = await world.tablet('manager', '#restaurant');
    const policies = manager.page.locator('restaurant-policies');
    const profile = manager.page.locator('restaurant-profile');
    const [out, tell] = [policies.getByLabel(/with the driver/), policies.getByLabel(/^Tell the customer/)];
    const before = (await restaurant()).policies;
    await out.fill('an hour');
    await tell.fill('1441');
    await save(policies);
    await policies
      .getByText('Type a whole number from 1 to 1,440, or empty the field for off')
      .nth(1)
      .waitFor();
    const invalid = 'input[aria-invalid=true]';
    expect([
      await out.inputValue(),
      await tell.inputValue(),
      await policies.locator(invalid).count(),
    ]).toEqual(['an hour', '1441', 2]);
    expect((await restaurant()).policies).toEqual(before);
    await profile.getByLabel(/^Preparation/).fill('20');
    await profile.getByRole('button', { name: 'Save', exact: true }).click();
    await profile.getByText('Saved. New orders').waitFor();
    expect(await out.inputValue()).toBe('an hour');
    await out.fill('60');
    await tell.fill('15');
    const refusal = { ...problemOf('invalid_request', 'No.', 'trace') };
    await manager.page.route(
      '**/api/v1/restaurant',
      (route) =>
        route.fulfill({
          status: 400,
          contentType: 'application/problem+json',
          json: { ...refusal, errors: [{ path: 'policies.out_minutes', message: 'must be at most 45' }] },
        }),
      { times: 1 },
    );
    await save(policies);
    await policies.getByText('must be at most 45').waitFor();
    expect([await out.getAttribute('aria-invalid'), await out.inputValue(), await tell.inputValue()]).toEqual(
      ['true', '60', '15'],
    );
    await save(policies);
    await policies.getByText(/^Saved\./).waitFor();
    expect((await restaurant()).policies).toMatchObject({ out_minutes: 60, tell_after_minutes: 15 });
  });

  it('is what a customer said of an order, in its sheet, beside how long it took', async () => {
    const order = await world.cashier.place({ fulfilment: 'pickup' });
    await world.cashier.change(order.order_id, 'delay', { minutes: 15, reason: 'busy' });
    for (const status of ['ready', 'completed']) await world.cashier.move(order.order_id, status);
    const counter = await world.tablet('cashier');
    await counter.page.route(`**/online/orders/${order.order_id}/feedback/`, (route) =>
      route.fulfill({
        json: {
          order_id: order.order_id,
          rating: 4,
          comment: 'Good, but a little late.',
          created_at: new Date().toISOString(),
          updated_at: new Date().toISOString(),
        },
      }),
    );
    await counter.page.getByRole('button', { name: 'Menu' }).click();
    await counter.page.getByRole('button', { name: 'Finished orders' }).click();
    await counter.page
      .locator('finished-orders')
      .getByRole('button', { name: new RegExp(`^${numberOf(order)} `) })
      .click();
    const said = counter.sheet.locator('customer-feedback');
    await said.getByText('4 of 5').waitFor();
    await said.getByText('Good, but a little late.').waitFor();
    await said.getByText(/0 min after it was ordered; the customer was told of 15 min of delay\.$/).waitFor();
    expect(await violations(counter.page)).toEqual([]);
  });

  it('is nothing where the customer said nothing', async () => {
    const order = await world.cashier.place({ fulfilment: 'pickup' });
    for (const status of ['ready', 'completed']) await world.cashier.move(order.order_id, status);
    const counter = await world.tablet('cashier');
    await counter.page.getByRole('button', { name: 'Menu' }).click();
    await counter.page.getByRole('button', { name: 'Finished orders' }).click();
    await counter.page
      .locator('finished-orders')
      .getByRole('button', { name: new RegExp(`^${numberOf(order)} `) })
      .click();
    await counter.sheet.locator('customer-feedback').waitFor({ state: 'attached' });
    await counter.sheet.locator('order-timeline li').first().waitFor();
    expect(await counter.sheet.getByText('What the customer said').count()).toBe(0);
  });

  it.each([
    ['lying', lying, 'light'],
    ['lying', lying, 'dark'],
    ['on a phone', phone, 'light'],
    ['on a phone', phone, 'dark'],
  ] as const)('breaks no rule of axe, %s, %j, %s', async (_, viewport, colorScheme) => {
    const { page } = await world.tablet('manager', '#restaurant', { viewport, colorScheme });
    await page.locator('restaurant-policies').getByRole('button').waitFor();
    expect([await violations(page), await smallTargets(page)]).toEqual([[], []]);
    expect(await sidewaysScroll(page)).toBe(0);
  });
});
