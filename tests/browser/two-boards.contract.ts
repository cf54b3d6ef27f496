import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import type { Owner } from '../support/owner.ts';
import { aCustomer, type Customer } from '../support/providers.ts';
import { type BoardWorld, numberOf } from './board-world.ts';

/** How long a message waits for an undo in a world for these, in milliseconds. */
export const holdOfBoards = 3_000;

interface Placed {
  readonly order: Order;
  readonly customer: Customer;
}

/**
 * What holds at the boards and on the customer's page of one order, whether the services run in one process
 * or in three.
 */
export function twoBoardsAgree(world: () => BoardWorld): void {
  describe('two boards and a customer’s page on one order', () => {
    let owner: Owner;
    let guests: Page[] = [];
    beforeAll(async () => {
      owner = await world().passline.lookBehind();
    });
    afterEach(async () => {
      for (const guest of guests) await guest.context().close();
      guests = [];
      await world().leave();
    });
    afterAll(() => owner.leave());

    const place = async (): Promise<Placed> => {
      const customer = aCustomer();
      return { customer, order: await world().cashier.place({ fulfilment: 'pickup', customer }) };
    };
    const watchedBy = async ({ order }: Placed): Promise<Page> => {
      const { page } = await world().customer(order);
      guests.push(page);
      await page.getByText('Live', { exact: true }).waitFor();
      return page;
    };
    const says = (page: Page, text: string): Promise<void> =>
      page.locator('order-status-tracker').getByText(text).filter({ visible: true }).first().waitFor();
    const textsTo = ({ customer }: Placed): readonly string[] =>
      world()
        .passline.providers.textsTo(customer)
        .map(({ body }) => body);

    it('say the same, whoever taps', async () => {
      const placed = await place();
      const { order } = placed;
      const [counter, kitchen, guest] = [
        await world().tablet('cashier', '#kitchen'),
        await world().tablet('kitchen'),
        await watchedBy(placed),
      ];
      for (const [tapping, watching, from, to, said] of [
        [kitchen, counter, 'New', 'Accepted', 'has accepted your order'],
        [counter, kitchen, 'Accepted', 'Preparing', 'The kitchen has started on your order.'],
        [kitchen, counter, 'Preparing', 'Cooking', 'Your food is being cooked.'],
      ] as const) {
        await tapping.stands(from, order);
        await tapping.forward(from, order);
        await Promise.all([watching.stands(to, order), says(guest, said)]);
      }
    });

    it('take a mis-tap back before anyone is told', async () => {
      const placed = await place();
      const { order } = placed;
      await world().cashier.move(order.order_id, 'cooking');
      const [kitchen, counter, guest] = [
        await world().tablet('kitchen'),
        await world().tablet('cashier', '#kitchen'),
        await watchedBy(placed),
      ];
      await kitchen.forward('Cooking', order);
      await says(guest, 'Come to the counter');
      await kitchen.page.getByRole('button', { name: 'Undo' }).click();
      await says(guest, 'Not quite yet');
      await counter.stands('Cooking', order);
      await owner.settled(order.order_id, 4);
      expect(textsTo(placed)).toEqual([]);
    });

    it('correct what was told when it is taken back later, from the order’s menu', async () => {
      const placed = await place();
      const { order } = placed;
      await world().cashier.move(order.order_id, 'cooking');
      const [kitchen, guest] = [await world().tablet('kitchen'), await watchedBy(placed)];
      await kitchen.forward('Cooking', order);
      await eventually(() => textsTo(placed).length === 1, 'the customer to be told', 15_000);
      const sheet = await kitchen.open(order);
      await sheet.getByRole('button', { name: 'Back to cooking' }).click();
      await sheet.getByText('To be made again').click();
      await sheet.getByRole('button', { name: 'Back to cooking' }).click();
      await kitchen.stands('Cooking', order);
      await says(guest, 'Not quite yet');
      await eventually(() => textsTo(placed).length === 2, 'the correction', 15_000);
      expect(textsTo(placed)).toEqual([
        expect.stringContaining('is ready for pickup'),
        expect.stringContaining('not quite yet'),
      ]);
      expect((await world().cashier.snapshot(order.order_id)).status_history.at(-1)).toMatchObject({
        type: 'recalled',
        reason: 'remake',
        corrects: 3,
      });
    });

    it('show a tap at once, and roll it back with the server’s reason when it is refused', async () => {
      const placed = await place();
      const { order } = placed;
      const [kitchen, guest] = [await world().tablet('kitchen'), await watchedBy(placed)];
      await kitchen.stands('New', order);
      const asked = Promise.withResolvers<undefined>();
      const release = Promise.withResolvers<undefined>();
      await kitchen.page.route('**/update-status/', async (route) => {
        asked.resolve(undefined);
        await release.promise;
        await route.continue();
      });
      await kitchen.forward('New', order);
      await kitchen.stands('Accepted', order);
      await asked.promise;
      await world().cashier.move(order.order_id, 'cancelled', { reason: 'customer' });
      await says(guest, 'This order was cancelled');
      release.resolve(undefined);
      const notice = kitchen.page.locator('undo-strip').getByRole('alert');
      await notice
        .getByText(/“Confirmed” of .+ was not applied. Someone else was faster: it is “Cancelled” now./)
        .waitFor();
      await kitchen.card('Accepted', numberOf(order)).waitFor({ state: 'detached' });
      await notice.getByRole('button', { name: 'OK' }).click();
      await notice.waitFor({ state: 'detached' });
      expect(
        (await world().cashier.snapshot(order.order_id)).status_history.map(({ status }) => status),
      ).toEqual(['pending', 'cancelled']);
    });
  });
}
