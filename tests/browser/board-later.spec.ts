import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type AmendOrder, orderPageSchema, type Order } from '#libs/contracts';
import { smallTargets, violations } from '../support/accessibility.ts';
import { phone, sidewaysScroll } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { onAClock } from '../support/midday-zone.ts';
import { BoardWorld, lying, numberOf, type Tablet } from './board-world.ts';
import { focused } from './keyboard.ts';

const hour = 3_600_000;
const inHours = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
/** Tomorrow at that hour, as its field has it. */
const tomorrowAt = (clock: string): string => `${onAClock(Date.now() + 24 * hour).slice(0, 10)}T${clock}`;
const soon = (): string => onAClock(Date.now() + 0.1 * hour);

describe('orders for later, on the board', () => {
  let world: BoardWorld;
  beforeAll(async () => {
    world = await BoardWorld.open();
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  const placeFor = (hours: number): Promise<Order> =>
    world.cashier.place({ fulfilment: 'pickup', scheduled_for: inHours(hours) });
  const latest = async (): Promise<Order> =>
    orderPageSchema.parse((await world.cashier.get('/api/v1/online/orders?limit=1')).body).orders[0]!;
  const unfold = (tablet: Tablet): Promise<void> => tablet.page.locator('later-strip button').click();

  it('are taken by phone, wait beside the new ones, get another time, and are started early', async () => {
    const counter = await world.tablet('cashier');
    await counter.page.getByRole('button', { name: 'New order', exact: true }).click();
    const form = counter.page.locator('phone-order');
    await form.getByText('For later', { exact: true }).click();
    await form.getByLabel('Name of item 1').fill('Lechon');
    await form.getByLabel('Price of item 1').fill('500');
    await form.getByLabel(/^Day and time/).fill(soon());
    await form.getByRole('button', { name: 'Place the order' }).click();
    await form.getByText('Too soon: at least 10 minutes ahead').waitFor();
    await form.getByLabel(/^Day and time/).fill(tomorrowAt('12:30'));
    await form.getByRole('button', { name: 'Place the order' }).click();
    await form.getByText(/is on the board, for tomorrow, 12:30/).waitFor();
    await form.getByRole('button', { name: 'Done' }).click();
    const order = await latest();
    expect(order.status).toBe('scheduled');
    await unfold(counter);
    await counter.stands('Later', order);
    const card = counter.card('Later', numberOf(order));
    expect(await card.innerText()).toMatch(/For tomorrow, 12:30/);
    const sheet = await counter.open(order);
    await sheet.getByLabel(/^For when/).fill(tomorrowAt('14:30'));
    const asked = counter.page.waitForRequest('**/amend/');
    await sheet.getByRole('button', { name: 'Change the time' }).click();
    const { scheduled_for } = (await asked).postDataJSON() as AmendOrder;
    expect(Date.parse(scheduled_for ?? '') - Date.parse(order.scheduled_for ?? '')).toBe(2 * hour);
    await sheet.getByRole('button', { name: 'Start now' }).click();
    await counter.stands('New', order);
    await eventually(
      async () => (await world.cashier.snapshot(order.order_id)).status === 'pending',
      'the order to be started',
    );
    expect(counter.complaints).toEqual([]);
  });

  it('stand by their time, and can be declined and cancelled', async () => {
    const [third, first, second] = [await placeFor(50), await placeFor(3), await placeFor(20)];
    const counter = await world.tablet('cashier');
    await unfold(counter);
    await counter.stands('Later', third);
    const numbers = await counter.column('Later').locator('article h3').allTextContents();
    expect(numbers.map((number) => number.trim())).toEqual([first, second, third].map(numberOf));
    const sheet = await counter.open(third);
    await sheet.getByRole('button', { name: 'Decline the order' }).click();
    await sheet.getByText('Too busy').click();
    await sheet.getByRole('button', { name: 'Decline the order' }).click();
    await counter.card('Later', numberOf(third)).waitFor({ state: 'detached' });
    for (const { order_id } of [first, second])
      await world.cashier.move(order_id, 'cancelled', { reason: 'customer' });
    await counter.page.locator('main > board-column').first().getByText('New', { exact: true }).waitFor();
  });

  it('are seen by the kitchen, which does not start them', async () => {
    const order = await placeFor(5);
    const kitchen = await world.tablet('kitchen');
    await unfold(kitchen);
    const card = kitchen.card('Later', numberOf(order));
    await card.waitFor();
    expect(await card.getByRole('button', { name: 'Start now' }).count()).toBe(0);
    await world.cashier.move(order.order_id, 'cancelled', { reason: 'customer' });
  });

  it('are reached, unfolded and folded by the keyboard, which stays where it is', async () => {
    const order = await placeFor(5);
    const { page, column } = await world.tablet('cashier').then((tablet) => ({
      page: tablet.page,
      column: tablet.column('Later'),
    }));
    await page.locator('later-strip button').focus();
    await page.keyboard.press('Enter');
    await column.waitFor();
    expect((await focused(page)).name).toBe('Fold what is for later');
    await page.keyboard.press('Enter');
    await page.locator('later-strip').waitFor();
    expect((await focused(page)).inside).toContain('later-strip');
    await world.cashier.move(order.order_id, 'cancelled', { reason: 'customer' });
  });

  it.each([
    ['lying', lying, 'light'],
    ['lying', lying, 'dark'],
    ['on a phone', phone, 'light'],
    ['on a phone', phone, 'dark'],
  ] as const)('break no rule of axe, %s, %j, %s', async (_, viewport, colorScheme) => {
    const order = await placeFor(5);
    const counter = await world.tablet('cashier', '', { viewport, colorScheme });
    await counter.page.locator('later-strip').waitFor();
    expect([await violations(counter.page), await smallTargets(counter.page)]).toEqual([[], []]);
    await unfold(counter);
    await counter.stands('Later', order);
    expect([await violations(counter.page), await smallTargets(counter.page)]).toEqual([[], []]);
    await counter.open(order);
    await counter.sheet.getByLabel(/^For when/).waitFor();
    expect([await violations(counter.page), await smallTargets(counter.page)]).toEqual([[], []]);
    expect(await sidewaysScroll(counter.page)).toBe(0);
    await world.cashier.move(order.order_id, 'cancelled', { reason: 'customer' });
  });
});
