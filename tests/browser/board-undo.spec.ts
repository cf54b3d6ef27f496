import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { BoardWorld, numberOf } from './board-world.ts';
import { holdOfBoards, twoBoardsAgree } from './two-boards.contract.ts';

let world: BoardWorld;
beforeAll(async () => {
  world = await BoardWorld.open({ NOTIFY_HOLD_MS: String(holdOfBoards) });
}, 90_000);
afterAll(() => world.close());

twoBoardsAgree(() => world);

describe('boards', () => {
  afterEach(() => world.leave());

  const place = (): Promise<Order> => world.cashier.place({ fulfilment: 'pickup' });

  it('take back a finished order, as long as that can be', async () => {
    const order = await place();
    await world.cashier.move(order.order_id, 'ready');
    const counter = await world.tablet('cashier');
    await counter.forward('Ready', order);
    await counter.card('Ready', numberOf(order)).waitFor({ state: 'detached' });
    await counter.page.getByRole('button', { name: 'Menu' }).click();
    await counter.page.getByRole('button', { name: 'Finished orders' }).click();
    await counter.page
      .locator('finished-orders')
      .getByRole('button', { name: new RegExp(`^${numberOf(order)} `) })
      .click();
    await counter.sheet.getByRole('button', { name: 'Back to ready' }).click();
    await counter.sheet.getByText('A mistake').click();
    await counter.sheet.getByRole('button', { name: 'Back to ready' }).click();
    await counter.page.keyboard.press('Escape');
    await counter.stands('Ready', order);
  });

  it('do not take back what someone else did after the tap', async () => {
    const order = await place();
    const kitchen = await world.tablet('kitchen');
    await kitchen.forward('New', order);
    await kitchen.stands('Accepted', order);
    await eventually(
      async () => (await world.cashier.snapshot(order.order_id)).version === 2,
      'the tap to arrive',
    );
    await world.cashier.move(order.order_id, 'cooking');
    await kitchen.stands('Cooking', order);
    await kitchen.page.getByRole('button', { name: 'Undo' }).click();
    await kitchen.page
      .locator('undo-strip')
      .getByRole('alert')
      .getByText('look at it and decide again')
      .waitFor();
    await kitchen.stands('Cooking', order);
    expect(await world.cashier.snapshot(order.order_id)).toMatchObject({ status: 'cooking', version: 3 });
  });

  it('offer the undo for ten seconds, where the thumb is', async () => {
    const order = await place();
    const kitchen = await world.tablet('kitchen');
    const undo = kitchen.page.getByRole('button', { name: 'Undo' });
    // The page's own clock, which stands still while this looks.
    await kitchen.page.clock.install();
    await kitchen.page.clock.pauseAt(Date.now() + 1_000);
    await kitchen.forward('New', order);
    await undo.waitFor();
    const box = await undo.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(720);
    await kitchen.page.clock.runFor(9_999);
    expect(await undo.isVisible()).toBe(true);
    await kitchen.page.clock.runFor(1);
    await undo.waitFor({ state: 'detached' });
  });
});
