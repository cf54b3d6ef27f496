import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order, PlaceOrder } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { BoardWorld, numberOf } from './board-world.ts';

describe('what can be done with an order at the board', () => {
  let world: BoardWorld;
  beforeAll(async () => {
    world = await BoardWorld.open();
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(() => world.close());

  const place = (order: Partial<PlaceOrder> = {}): Promise<Order> =>
    world.cashier.place({ fulfilment: 'pickup', ...order });
  const historyOf = async ({ order_id }: Order) => (await world.cashier.snapshot(order_id)).status_history;
  /** The latest entry, once the order has so many: a board shows a step before the server has it. */
  const entry = (order: Order, version: number) =>
    eventually(async () => (await historyOf(order))[version - 1], `version ${version}`);

  it('is every step that the server allows: one on the edge, the others in the menu', async () => {
    const order = await place({ fulfilment: 'delivery' });
    const counter = await world.tablet('cashier');
    await counter.stands('New', order);
    const sheet = await counter.open(order);
    const steps = sheet.getByRole('group', { name: 'Steps' }).getByRole('button');
    expect(await steps.allInnerTexts()).toEqual([
      'Accept',
      'Start preparing',
      'Start cooking',
      'Mark ready',
      'Decline the order',
      'Cancel the order',
    ]);
    await steps.filter({ hasText: 'Start cooking' }).click();
    await counter.stands('In the kitchen', order);
    expect(await entry(order, 2)).toMatchObject({ type: 'status_changed', status: 'cooking' });
  });

  it('is only a cook’s steps for a cook', async () => {
    const order = await place();
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', order);
    const sheet = await kitchen.open(order);
    expect(await sheet.getByRole('group', { name: 'Steps' }).getByRole('button').allInnerTexts()).toEqual([
      'Accept',
      'Start preparing',
      'Start cooking',
      'Mark ready',
    ]);
  });

  it('says to the customer what a note says, and keeps what was said among ourselves', async () => {
    const order = await place();
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', order);
    let sheet = await kitchen.open(order);
    await sheet.getByRole('button', { name: 'Please have your order number ready.' }).dblclick();
    await sheet.getByLabel(/Note among ourselves/).fill('Regular, window seat');
    await sheet.getByRole('button', { name: 'Start cooking' }).click();
    await kitchen.stands('Cooking', order);
    expect(await entry(order, 2)).toMatchObject({
      notes: 'Please have your order number ready.',
      internal_notes: 'Regular, window seat',
    });
    await eventually(
      async () =>
        (await kitchen.card('Cooking', numberOf(order)).innerText()).includes('Regular, window seat'),
      'the note on the card',
    );
    sheet = await kitchen.open(order);
    await sheet.getByLabel(/Note to the customer/).fill('We gave you an extra egg.');
    await sheet.getByRole('button', { name: 'Mark ready' }).click();
    await kitchen.stands('Ready', order);
    const guest = await world.customer(order);
    await guest.page.getByText('We gave you an extra egg.').first().waitFor();
    expect(await guest.page.getByText('Regular, window seat').count()).toBe(0);
    await guest.page.context().close();
    sheet = await kitchen.open(await place());
    await sheet.getByRole('button', { name: 'We gave you an extra egg.' }).waitFor();
  });

  it('is not ended without a reason', async () => {
    const order = await place();
    const counter = await world.tablet('cashier');
    await counter.stands('New', order);
    const sheet = await counter.open(order);
    await sheet.getByRole('button', { name: 'Decline the order' }).click();
    const confirm = sheet.getByRole('button', { name: 'Decline the order' });
    expect(await confirm.isDisabled()).toBe(true);
    await sheet.getByText('Sold out').click();
    await confirm.click();
    await counter.card('New', numberOf(order)).waitFor({ state: 'detached' });
    expect(await entry(order, 2)).toMatchObject({ status: 'rejected', reason: 'sold_out' });
  });

  it.each([5, 10, 20])('is delayed by %s minutes, with the reason', async (minutes) => {
    const order = await place();
    const before = (await world.cashier.snapshot(order.order_id)).estimate;
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', order);
    const sheet = await kitchen.open(order);
    await sheet.getByRole('button', { name: `+${minutes} min` }).click();
    await sheet.getByText('An ingredient is missing').click();
    await sheet.getByRole('button', { name: `Delay by ${minutes} min` }).click();
    const after = await eventually(async () => {
      const { estimate, version } = await world.cashier.snapshot(order.order_id);
      return version === 2 ? estimate : null;
    }, 'the delay');
    expect(Date.parse(after.ready_to ?? '') - Date.parse(before?.ready_to ?? '')).toBe(minutes * 60_000);
    await sheet.getByText(`Delayed by ${minutes} min`).waitFor();
    expect((await historyOf(order)).at(-1)).toMatchObject({ type: 'delayed', minutes, reason: 'ingredient' });
  });

  it('is told step by step, with who did it', async () => {
    const order = await place();
    await world.cashier.move(order.order_id, 'cooking', { internal_notes: 'no nuts' });
    const kitchen = await world.tablet('kitchen');
    await kitchen.forward('Cooking', order);
    await kitchen.stands('Ready', order);
    await kitchen.page.getByRole('button', { name: 'Undo' }).click();
    await kitchen.stands('Cooking', order);
    const sheet = await kitchen.open(order);
    const story = sheet.locator('order-timeline li');
    await story.filter({ hasText: 'Back to cooking' }).waitFor();
    const entries = (await story.allInnerTexts()).map((text) =>
      text
        .split('\n')
        .slice(1)
        .map((line) => line.trim())
        .filter(Boolean),
    );
    expect(entries).toEqual([
      ['Back to cooking', 'Kiko Kitchen, kitchen · A mistake'],
      ['Ready taken back', 'Kiko Kitchen, kitchen'],
      ['Cooking', 'Carla Cashier, cashier', 'no nuts'],
      ['Order placed', 'Carla Cashier, cashier'],
    ]);
  });

  it('is done with several at once, and taken back at once', async () => {
    const orders = [await place(), await place(), await place()];
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', orders[2]!);
    await kitchen.page.getByRole('button', { name: 'Several' }).click();
    for (const order of orders)
      await kitchen.card('New', numberOf(order)).getByRole('button', { name: 'Choose' }).click();
    await kitchen.page.getByRole('button', { name: 'Move on' }).click();
    for (const order of orders) await kitchen.stands('Accepted', order);
    await kitchen.page.getByRole('button', { name: 'Undo' }).click();
    for (const order of orders) await kitchen.stands('New', order);
    for (const order of orders)
      expect(await entry(order, 3)).toMatchObject({ type: 'recalled', corrects: 2 });
  });

  it('is refused with the server’s own words where the rules say no', async () => {
    const order = await place();
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', order);
    await kitchen.page.route('**/update-status/', async (route) => {
      const body = route.request().postDataJSON() as { updates: object[] };
      await route.continue({
        postData: { updates: body.updates.map((update) => ({ ...update, status: 'completed' })) },
      });
    });
    await kitchen.forward('New', order);
    await kitchen.page
      .locator('undo-strip')
      .getByRole('alert')
      .getByText('The role kitchen may not move an order to completed')
      .waitFor();
    await kitchen.stands('New', order);
    expect((await historyOf(order)).length).toBe(1);
  });

  it('can be done anew at once after it was taken back', async () => {
    const order = await place();
    const kitchen = await world.tablet('kitchen');
    await kitchen.stands('New', order);
    await kitchen.page.keyboard.press('ArrowDown');
    await kitchen.card('New', numberOf(order)).locator('button.edge').focus();
    await kitchen.page.keyboard.press('Enter');
    await kitchen.page.keyboard.press('u');
    await (await kitchen.open(order)).getByRole('button', { name: 'Start cooking' }).click();
    await kitchen.stands('Cooking', order);
    await eventually(
      async () => (await world.cashier.snapshot(order.order_id)).status === 'cooking',
      'the step after the undo',
    );
    const steps = (await historyOf(order)).map(({ type, status }) => `${type} ${status}`);
    expect([
      ['placed pending', 'status_changed confirmed', 'recalled pending', 'status_changed cooking'],
      ['placed pending', 'status_changed cooking'],
    ]).toContainEqual(steps);
    expect(await kitchen.page.locator('undo-strip').getByRole('alert').count()).toBe(0);
  });

  it('is not done twice by a second tap', async () => {
    const order = await place();
    const kitchen = await world.tablet('kitchen');
    await kitchen.card('New', numberOf(order)).locator('button.edge').dblclick();
    await kitchen.stands('Accepted', order);
    await eventually(
      async () => (await world.cashier.snapshot(order.order_id)).version === 2,
      'the one step',
    );
    await kitchen.page.getByText('is now confirmed').waitFor();
    expect((await historyOf(order)).length).toBe(2);
  });

  it('is not taken back by a second tap on what lay over its undo', async () => {
    const [refused, done] = [await place(), await place()];
    const kitchen = await world.tablet('kitchen');
    const { page } = kitchen;
    await kitchen.stands('New', done);
    await page.route('**/update-status/', async (route) => {
      const body = route.request().postDataJSON() as { updates: object[] };
      await route.continue({
        postData: { updates: body.updates.map((update) => ({ ...update, status: 'completed' })) },
      });
    });
    await kitchen.forward('New', refused);
    const notice = page.locator('undo-strip').getByRole('alert');
    await notice.waitFor();
    await page.unroute('**/update-status/');
    await kitchen.forward('New', done);
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.waitFor();
    await page.setViewportSize({ width: 600, height: 800 });
    await undo.waitFor({ state: 'hidden' });
    await notice.getByRole('button', { name: 'OK' }).dblclick();
    await undo.waitFor();
    await notice.waitFor({ state: 'detached' });
    expect(await undo.isVisible()).toBe(true);
    expect((await historyOf(done)).map(({ type }) => type)).toEqual(['placed', 'status_changed']);
  });
});
