import { afterEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Order, PlaceOrder } from '#libs/contracts';
import { openPage } from '../support/browser.ts';
import { SocketCut } from './socket-cut.ts';
import type { TrackerWorld } from './tracker-world.ts';

/** What holds of the page behind every tracking link, whether the services run in one process or in three. */
export function trackingPageFollows(world: () => TrackerWorld): void {
  describe('the tracking page', () => {
    let page: Page;
    let complaints: readonly string[];
    afterEach(() => page.context().close());

    const says = (text: string | RegExp): Promise<void> =>
      page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 15_000 });
    const move = (order: Order, status: string, more: object = {}): Promise<unknown> =>
      world().cashier.move(order.order_id, status, more);

    /** An order, and its page as it is opened from a message. */
    async function follow(
      wish: Partial<PlaceOrder>,
      prepare: (page: Page) => Promise<unknown> = async () => undefined,
    ): Promise<Order> {
      const order = await world().cashier.place(wish);
      ({ page, complaints } = await openPage(world().browser, 'about:blank'));
      await prepare(page);
      await page.goto(order.tracking_url);
      await says(order.order_number);
      await page.getByText('Live', { exact: true }).waitFor();
      return order;
    }

    it('follows what staff do with an order, from the till to the thank-you, without a reload', async () => {
      const order = await follow({ fulfilment: 'delivery', address: '7 Ayala Avenue' });
      await page.evaluate('window.sameDocument = true');
      for (const [status, sentence] of [
        ['confirmed', 'has accepted your order.'],
        ['preparing', 'The kitchen has started on your order.'],
        ['cooking', 'Your food is being cooked.'],
        ['ready', 'Packed and waiting for the driver.'],
        ['out_for_delivery', 'The driver is on the way to you.'],
        ['delivered', 'Your order has been handed over.'],
        ['completed', 'Thank you'],
      ] as const) {
        await move(order, status);
        await says(sentence);
      }
      expect([await page.evaluate('window.sameDocument'), complaints]).toEqual([true, []]);
    });

    it('says a delay with its reason, and owns up to a recall', async () => {
      const order = await follow({ fulfilment: 'pickup' });
      await move(order, 'cooking');
      await world().cashier.change(order.order_id, 'delay', { minutes: 10, reason: 'ingredient' });
      await says(/^Running about 10\s+minutes late/);
      await move(order, 'ready');
      await says(`Come to the counter with ${order.order_number}.`);
      await world().cashier.change(order.order_id, 'recall', { reason: 'mistake' });
      await says('Not quite yet: the kitchen is still finishing your order.');
      expect(await page.locator('order-status-tracker [aria-current=step] .step').innerText()).toBe(
        'Cooking',
      );
    });

    it('asks while its socket is cut, and is live again with nothing missed', async () => {
      const network = new SocketCut();
      const order = await follow({ fulfilment: 'pickup' }, (fresh) => network.guard(fresh));
      await network.cut();
      await says('Every 10 s');
      for (const status of ['confirmed', 'cooking']) await move(order, status);
      await says('Your food is being cooked.');
      await move(order, 'ready');
      network.mend();
      await page.getByText('Live', { exact: true }).waitFor();
      await says('Come to the counter');
      expect(await page.locator('order-status-tracker .done .step').allInnerTexts()).toEqual([
        'Received',
        'Confirmed',
        'Cooking',
      ]);
    }, 60_000);

    it('stays as it was through a crash of the server, and follows again by itself', async () => {
      const order = await follow({ fulfilment: 'dine_in', table: '7' });
      await world().passline.restart(async () => {
        await page.getByText('Live', { exact: true }).waitFor({ state: 'hidden' });
        await says('They’ll confirm it shortly.');
      });
      await page.getByText('Live', { exact: true }).waitFor();
      await move(order, 'ready');
      await says('It’s on its way to your table');
    }, 120_000);

    it('turns to the dead link when the restaurant makes a new one', async () => {
      const order = await follow({ fulfilment: 'pickup' });
      await world().cashier.post(`/api/v1/online/orders/${order.order_id}/link/`);
      await says('This link no longer works');
    });
  });
}
