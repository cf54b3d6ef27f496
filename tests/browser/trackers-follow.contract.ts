import { afterEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Order } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { hasWaited, hurryRest, setVisibility } from './hidden-tab.ts';
import { SocketCut } from './socket-cut.ts';
import { type Attributes, type TrackerWorld } from './tracker-world.ts';

const tokenOf = ({ tracking_url }: Order): string => tracking_url.split('#')[1] ?? '';

/** What holds of every tracker on a page, whether the services run in one process or in three. */
export function trackersFollow(world: () => TrackerWorld): void {
  describe('the tracker on a restaurant’s own page', () => {
    let page: Page;
    afterEach(() => page.context().close());

    const says = (text: string | RegExp): Promise<void> =>
      page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 15_000 });
    const dot = (status: string, count = 1): Promise<unknown> =>
      eventually(
        async () => (await page.locator(`order-status-tracker .dot.${status}`).count()) === count,
        `${count} × ${status}`,
        15_000,
      );
    /** Connected, and the order on the screen: one may come before the other. */
    const live = async (count = 1): Promise<void> => {
      await dot('connected', count);
      await eventually(
        async () => (await page.locator('order-status-tracker .sentence').count()) === count,
        'the orders on the screen',
      );
    };
    const pickup = (): Promise<Order> => world().cashier.place({ fulfilment: 'pickup' });

    /** Opens the page, and counts the connections that it ever made and those that are open. */
    async function watch(
      trackers: readonly Attributes[],
      prepare: (page: Page) => Promise<unknown> = async () => undefined,
    ): Promise<{ readonly made: () => number; readonly open: () => number }> {
      let [made, closed] = [0, 0];
      ({ page } = await world().show(trackers, {}, async (fresh) => {
        fresh.on('websocket', (socket) => {
          made += 1;
          socket.on('close', () => (closed += 1));
        });
        await prepare(fresh);
      }));
      return { made: () => made, open: () => made - closed };
    }

    it('follows two orders of one customer over one connection', async () => {
      const customer = await Api.as(world().passline.url, 'customer');
      const restaurant_id = (await pickup()).restaurant_id;
      const orders = [
        await customer.place({ fulfilment: 'pickup', restaurant_id }),
        await customer.place({ fulfilment: 'delivery', restaurant_id }),
      ];
      const sockets = await watch(
        orders.map(({ order_id }) => ({ 'order-id': order_id, token: customer.token ?? '' })),
      );
      await live(2);
      await world().cashier.move(orders[0]?.order_id ?? '', 'confirmed');
      await world().cashier.move(orders[1]?.order_id ?? '', 'cooking');
      await says('has accepted your order.');
      await says('Your food is being cooked.');
      expect([sockets.made(), sockets.open()]).toEqual([1, 1]);
    });

    it('says each change once, in one polite region', async () => {
      const order = await pickup();
      await watch([{ token: tokenOf(order) }]);
      await live();
      await says(order.order_number);
      await page.evaluate(`{
        window.said = [];
        const region = document.querySelector('order-status-tracker').shadowRoot.querySelector('[aria-live]');
        new MutationObserver(() => region.textContent && window.said.push(region.textContent)).observe(region, { childList: true, subtree: true, characterData: true });
      }`);
      for (const status of ['confirmed', 'cooking', 'ready']) {
        await world().cashier.move(order.order_id, status);
        await page
          .locator('order-status-tracker .current', {
            hasText: { confirmed: 'Confirmed', cooking: 'Cooking', ready: 'Ready' }[status] ?? '',
          })
          .waitFor();
      }
      const said = await page.evaluate<string[]>('window.said');
      expect(said.map((text) => text.replace(/^.* has/, '… has'))).toEqual([
        '… has accepted your order.',
        'Your food is being cooked.',
        `Ready. Come to the counter with ${order.order_number}.`,
      ]);
      expect(
        await page.locator('order-status-tracker [aria-live], order-status-tracker [role=alert]').count(),
      ).toBe(1);
    });

    it('turns amber and asks while its socket is cut, and is live again with nothing missed', async () => {
      const order = await pickup();
      const network = new SocketCut();
      await watch([{ token: tokenOf(order), 'show-history': '' }], (fresh) => network.guard(fresh));
      await live();
      await network.cut();
      await dot('polling');
      await says('Updating every 10 s');
      for (const status of ['confirmed', 'preparing', 'cooking'])
        await world().cashier.move(order.order_id, status);
      await says('Your food is being cooked.');
      expect(await page.locator('order-status-tracker .history .happened').allInnerTexts()).toEqual([
        'Cooking',
        'Preparing',
        'Confirmed',
        'Order placed',
      ]);
      await world().cashier.move(order.order_id, 'ready');
      network.mend();
      await live();
      await says('Come to the counter');
    }, 60_000);

    it('says what it last knew, and how old that is, while there is no network at all, and catches up', async () => {
      const order = await pickup();
      const network = new SocketCut();
      await watch([{ token: tokenOf(order) }], (fresh) => network.guard(fresh));
      await live();
      await network.cut();
      await page.context().setOffline(true);
      await says('Last known');
      await says('Checking every 10 s.');
      await world().cashier.move(order.order_id, 'cooking');
      network.mend();
      await page.context().setOffline(false);
      await live();
      await says('Your food is being cooked.');
    }, 60_000);

    it('rests in a tab that nobody sees, and catches up when someone looks', async () => {
      const order = await pickup();
      const sockets = await watch([{ token: tokenOf(order) }], hurryRest);
      await live();
      await setVisibility(page, 'hidden');
      await setVisibility(page, 'visible');
      expect(sockets.open()).toBe(1);
      await setVisibility(page, 'hidden');
      await hasWaited(page);
      await eventually(() => sockets.open() === 0, 'the connection to be let go');
      await world().cashier.move(order.order_id, 'cooking');
      await setVisibility(page, 'visible');
      await says('Your food is being cooked.');
      expect([sockets.made(), sockets.open()]).toEqual([2, 1]);
    });

    it('stays awake in a hidden tab for a visitor who wants to be notified, and notifies of each change and rings when it is ready', async () => {
      const order = await pickup();
      const sockets = await watch([{ token: tokenOf(order) }], async (fresh) => {
        await fresh.addInitScript(`{
          window.told = [];
          window.Notification = class { static permission = 'default'; static requestPermission = async () => (this.permission = 'granted'); constructor(title, { body }) { told.push(title + ' – ' + body); } };
          const start = OscillatorNode.prototype.start;
          OscillatorNode.prototype.start = function (...at) { told.push('ring'); return start.apply(this, at); };
        }`);
        await hurryRest(fresh);
      });
      await live();
      await page.getByRole('button', { name: 'Notify me' }).click();
      await page.getByRole('button', { name: 'Notify me', pressed: true }).waitFor();
      await setVisibility(page, 'hidden');
      await hasWaited(page);
      expect(sockets.open()).toBe(1);
      await world().cashier.move(order.order_id, 'cooking');
      await world().cashier.move(order.order_id, 'ready');
      const told = () => page.evaluate<string[]>('window.told');
      await eventually(async () => (await told()).length === 4, 'two notifications and two notes');
      expect(
        (await told()).filter((each) => each !== 'ring').map((each) => each.replace(/ · .* – /, ': ')),
      ).toEqual([
        'Cooking: Your food is being cooked.',
        `Ready: Ready. Come to the counter with ${order.order_number}.`,
      ]);
    });

    it('keeps the order on the screen through a crash of the server, and goes on by itself', async () => {
      const order = await pickup();
      await watch([{ token: tokenOf(order) }]);
      await live();
      await world().passline.restart(async () => {
        await page.locator('order-status-tracker .dot:not(.connected)').waitFor();
        await says('They’ll confirm it shortly.');
      });
      await live();
      const cashier = await Api.as(world().passline.url, 'cashier');
      await cashier.move(order.order_id, 'cooking');
      await says('Your food is being cooked.');
    }, 120_000);
  });
}
