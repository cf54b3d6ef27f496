import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { Owner } from '../support/owner.ts';
import { BoardWorld, numberOf } from './board-world.ts';

const HOLD_MS = 3_000;

describe('two boards and a customer’s page on one order', () => {
  let world: BoardWorld;
  let owner: Owner;
  beforeAll(async () => {
    world = await BoardWorld.open({ NOTIFY_HOLD_MS: String(HOLD_MS) });
    owner = await Owner.of(world.passline.dataFolder);
  }, 90_000);
  afterEach(() => world.leave());
  afterAll(async () => {
    await owner.leave();
    await world.close();
  });

  let customers = 0;
  const place = (): Promise<Order> => {
    customers += 1;
    return world.cashier.place({ fulfilment: 'pickup', customer: { name: 'Ana', email: `ana-${customers}@example.test`, phone: `+63917000${1_000 + customers}`, locale: 'en' } });
  };
  /** What the customer got, the oldest first, as the mailbox shows it. */
  const mailboxOf = async (order: Order): Promise<readonly string[]> => {
    const page = await (await fetch(`${world.passline.url}/mailbox`)).text();
    return [...page.matchAll(/<p class="bubble">(.*?)<\/p>/gs)].map(([, text = '']) => text.replace(/<[^>]+>/g, '')).filter((text) => text.includes(order.order_number));
  };

  it('say the same within a blink, whoever taps', async () => {
    const order = await place();
    const [counter, kitchen] = [await world.tablet('cashier', '#kitchen'), await world.tablet('kitchen')];
    const guest = await world.customer(order);
    await guest.page.getByText('Live', { exact: true }).waitFor();
    for (const [tapping, watching, from, to, said] of [
      [kitchen, counter, 'New', 'Accepted', 'has accepted your order'],
      [counter, kitchen, 'Accepted', 'Preparing', 'The kitchen has started on your order.'],
      [kitchen, counter, 'Preparing', 'Cooking', 'Your food is being cooked.'],
    ] as const) {
      await tapping.stands(from, order);
      await tapping.forward(from, order);
      const tapped = performance.now();
      await Promise.all([watching.stands(to, order), guest.page.locator('order-status-tracker').getByText(said).filter({ visible: true }).first().waitFor()]);
      expect(performance.now() - tapped).toBeLessThan(1_500);
    }
    await guest.page.context().close();
  });

  it('take a mis-tap back before anyone is told', async () => {
    const order = await place();
    await world.cashier.move(order.order_id, 'cooking');
    const [kitchen, counter] = [await world.tablet('kitchen'), await world.tablet('cashier', '#kitchen')];
    const guest = await world.customer(order);
    await kitchen.forward('Cooking', order);
    await guest.page.getByText('Come to the counter').filter({ visible: true }).first().waitFor();
    await kitchen.page.getByRole('button', { name: 'Undo' }).click();
    await guest.page.getByText('Not quite yet').filter({ visible: true }).first().waitFor();
    await counter.stands('Cooking', order);
    await owner.settled(order.order_id, 4);
    expect(await mailboxOf(order)).toEqual([]);
    await guest.page.context().close();
  });

  it('correct what was told when it is taken back later, from the order’s menu', async () => {
    const order = await place();
    await world.cashier.move(order.order_id, 'cooking');
    const kitchen = await world.tablet('kitchen');
    await kitchen.forward('Cooking', order);
    await eventually(async () => (await mailboxOf(order)).length === 1, 'the customer to be told', 15_000);
    const sheet = await kitchen.open(order);
    await sheet.getByRole('button', { name: 'Back to cooking' }).click();
    await sheet.getByText('To be made again').click();
    await sheet.getByRole('button', { name: 'Back to cooking' }).click();
    await kitchen.stands('Cooking', order);
    await eventually(async () => (await mailboxOf(order)).length === 2, 'the correction', 15_000);
    const [told, corrected] = await mailboxOf(order);
    expect([told, corrected]).toEqual([expect.stringContaining('is ready for pickup'), expect.stringContaining('not quite yet')]);
    expect((await world.cashier.snapshot(order.order_id)).status_history.at(-1)).toMatchObject({ type: 'recalled', reason: 'remake', corrects: 3 });
  });

  it('take back a finished order, as long as that can be', async () => {
    const order = await place();
    await world.cashier.move(order.order_id, 'ready');
    const counter = await world.tablet('cashier');
    await counter.forward('Ready', order);
    await counter.card('Ready', numberOf(order)).waitFor({ state: 'detached' });
    await counter.page.getByRole('button', { name: 'Menu' }).click();
    await counter.page.getByRole('button', { name: 'Finished orders' }).click();
    await counter.page.locator('finished-orders').getByRole('button', { name: new RegExp(`^${numberOf(order)} `) }).click();
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
    await eventually(async () => (await world.cashier.snapshot(order.order_id)).version === 2, 'the tap to arrive');
    await world.cashier.move(order.order_id, 'cooking');
    await kitchen.stands('Cooking', order);
    await kitchen.page.getByRole('button', { name: 'Undo' }).click();
    await kitchen.page.locator('undo-strip').getByRole('alert').getByText('look at it and decide again').waitFor();
    await kitchen.stands('Cooking', order);
    expect(await world.cashier.snapshot(order.order_id)).toMatchObject({ status: 'cooking', version: 3 });
  });

  it('offer the undo for ten seconds, where the thumb is', async () => {
    const order = await place();
    const kitchen = await world.tablet('kitchen');
    await kitchen.forward('New', order);
    const undo = kitchen.page.getByRole('button', { name: 'Undo' });
    await undo.waitFor();
    const shown = performance.now();
    const box = await undo.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(720);
    await undo.waitFor({ state: 'detached', timeout: 15_000 });
    expect(performance.now() - shown).toBeGreaterThan(9_000);
    expect(performance.now() - shown).toBeLessThan(12_000);
  });
});
