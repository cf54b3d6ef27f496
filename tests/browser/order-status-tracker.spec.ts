import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Snapshot } from '#libs/contracts';
import { standingChanges } from '#libs/order-model';
import { allowedStatuses } from '#libs/status-machine';
import { launchBrowser, openPage } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { buildPages } from './built-pages.ts';
import { KitchenOrder } from './kitchen.ts';
import { RestaurantServer } from './restaurant-server.ts';

describe('<order-status-tracker> on a page of one’s own', () => {
  let browser: Browser;
  let built: Awaited<ReturnType<typeof buildPages>>;
  let server: RestaurantServer;
  let page: Page;
  let order: KitchenOrder;

  beforeAll(async () => {
    [built, browser] = await Promise.all([buildPages(), launchBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await built.remove();
  });
  beforeEach(async () => {
    server = new RestaurantServer(built.folder);
    order = server.add(new KitchenOrder('pickup', 'ONLINE-000042').move('confirmed'));
    ({ page } = await openPage(browser, `${await server.listen()}/t`));
  });
  afterEach(async () => {
    await page.context().close();
    await server.close();
  });

  /** Puts the element alone on the page, and counts its events in `window.heard`. */
  const place = async (attributes: Readonly<Record<string, string>>): Promise<void> => {
    await page.evaluate(`{
      const tracker = document.createElement('order-status-tracker');
      for (const [name, value] of Object.entries(${JSON.stringify(attributes)})) tracker.setAttribute(name, value);
      window.heard = [];
      for (const type of ['status-updated', 'connection-changed', 'tracking-refused']) tracker.addEventListener(type, ({ detail }) => {
        window.heard.push([type, detail.snapshot?.version ?? detail.status ?? detail.problem.code].join(' '));
      });
      document.body.replaceChildren(tracker);
    }`);
  };
  const says = (text: string): Promise<void> =>
    page.getByText(text).filter({ visible: true }).first().waitFor();
  const shown = (): Promise<Snapshot> =>
    page.evaluate<Snapshot>(`document.querySelector('order-status-tracker').snapshot`);
  const heard = (): Promise<string[]> => page.evaluate<string[]>('window.heard');

  it('needs the tracking token alone, and fires status-updated once for each version', async () => {
    await place({ token: order.token });
    await says('has accepted your order');
    await says('Live');
    server.tell(order.move('cooking'));
    server.tell(order);
    server.tell(order.move('ready'));
    await says('Come to the counter');
    expect(await heard()).toEqual([
      'connection-changed connected',
      'status-updated 2',
      'status-updated 3',
      'status-updated 4',
    ]);
  });

  it.each(['delivery', 'pickup', 'dine_in'] as const)(
    'draws the steps of a %s order exactly as the server does, whatever way it takes',
    async (fulfilment) => {
      const wandering = server.add(new KitchenOrder(fulfilment, 'ONLINE-000044'));
      await place({ token: wandering.token });
      await says('Live');
      await says('ONLINE-000044');
      for (let choice = 0; choice < 25; choice += 1) {
        wander(wandering, choice);
        server.tell(wandering);
        const { version, steps } = wandering.snapshot();
        await eventually(async () => (await shown()).version === version, `version ${version} on the page`);
        expect((await shown()).steps).toEqual(steps);
      }
      expect(server.follows).toHaveLength(1);
    },
  );

  it('follows another order when it is given another', async () => {
    const other = server.add(new KitchenOrder('dine_in', 'ONLINE-000043').move('served'));
    await place({ token: order.token });
    await says('ONLINE-000042');
    await page
      .locator('order-status-tracker')
      .evaluate((tracker: { token: string }, token: string) => void (tracker.token = token), other.token);
    await says('Your order is at your table.');
    expect(await page.getByText('ONLINE-000042').count()).toBe(0);
  });

  it('shows the status that the page was served with until the server answers', async () => {
    [server.socketsUp, server.apiUp] = [false, false];
    await place({ token: order.token, 'order-id': order.id, 'current-status': 'cooking' });
    await says('Cooking');
    await says('Connecting…');
  });

  it('is not called live while it has nothing to show, though the socket stands', async () => {
    server.apiUp = false;
    const follows: (() => void)[] = [];
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const upstream = socket.connectToServer();
      socket.onMessage((message) =>
        message.includes('"follow"')
          ? follows.push(() => {
              upstream.send(message);
            })
          : upstream.send(message),
      );
    });
    await page.reload();
    await place({ token: order.token });
    await eventually(
      async () => (await heard()).includes('connection-changed connected'),
      'the socket to stand',
    );
    await says('Connecting…');
    await eventually(() => follows.length > 0, 'the question for the order');
    follows[0]?.();
    await says('Live');
  });

  it('tears no reason, no range and no number apart, however narrow it is', async () => {
    const cancelled = server.add(
      new KitchenOrder('pickup', 'ONLINE-000046').move('confirmed').move('cancelled', { reason: 'customer' }),
    );
    await place({ token: cancelled.token });
    await says('Live');
    const torn: string[] = [];
    for (let width = 280; width <= 440; width += 10) {
      await page.setViewportSize({ width, height: 640 });
      torn.push(
        ...(await page.evaluate<
          string[]
        >(`[...document.querySelector('order-status-tracker').shadowRoot.querySelectorAll('.sentence, .order')].flatMap((line) => {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT), found = [];
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
          const range = document.createRange(), at = text.data.search(/\\(as you asked\\)|ONLINE-/);
          if (at < 0) continue;
          range.setStart(text, at);
          range.setEnd(text, at + (text.data.startsWith('(', at) ? '(as you asked)' : 'ONLINE-000046').length);
          found.push(new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1 ? range.toString() + ' at ${width}' : 'whole');
        }
        return found;
      })`)),
      );
    }
    expect([torn.length, new Set(torn)]).toEqual([34, new Set(['whole'])]);
  });

  it('asks at once when the refresh button is pressed, though the socket is down', async () => {
    await place({ token: order.token, 'show-refresh': '' });
    await says('Live');
    server.cutSockets();
    await says('Every 10 s');
    order.move('cooking');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await says('Your food is being cooked.');
  });

  it('asks as often as it is told to while the socket is down, and not at all when it shall not', async () => {
    server.socketsUp = false;
    await place({ token: order.token, 'auto-refresh': '', 'refresh-interval': '1000' });
    await says('ONLINE-000042');
    order.move('cooking');
    await eventually(async () => (await shown()).status === 'cooking', 'the change, asked for', 8_000);
    const asked = server.requests.length;
    await place({
      token: server.add(new KitchenOrder('pickup', 'ONLINE-000045')).token,
      'auto-refresh': 'false',
    });
    await eventually(
      async () => (await heard()).includes('connection-changed disconnected'),
      'a tracker that does not poll',
    );
    expect(server.requests.slice(asked).filter(({ url }) => url.endsWith('/status/'))).toEqual([]);
  });

  it.each([
    ['every 10 s where its page says nothing', {}, 10],
    ['every 30 s where its page says so', { 'refresh-interval': '30000' }, 30],
    ['every 10 s where its page says what is no number', { 'refresh-interval': 'often' }, 10],
  ])('asks %s, and says so', async (_when, attributes, seconds) => {
    const asked = async (): Promise<number> => {
      // What was asked before has arrived when this has.
      await page.evaluate(`fetch('/favicon.svg', { cache: 'no-store' }).then(() => true)`);
      return server.requests.filter(({ url }) => url.endsWith('/status/')).length;
    };
    server.socketsUp = false;
    await page.clock.install();
    await place({ token: order.token, ...attributes });
    await says(`Updating every ${String(seconds)} s`);
    const atFirst = await asked();
    await page.clock.runFor((seconds - 1) * 1_000);
    expect(await asked()).toBe(atFirst);
    await page.clock.runFor(2_000);
    await eventually(async () => (await asked()) === atFirst + 1, 'the next question');
  });

  it('tells its page when the order is not theirs', async () => {
    await place({ token: order.token, 'order-id': '0190a000-0000-7000-8000-00000000dead' });
    await page.locator('order-status-tracker .dot.error').waitFor();
    expect(await heard()).toContain('tracking-refused order_not_found');
  });

  it('takes on the colours of the page around it', async () => {
    await place({ token: order.token });
    await says('Live');
    await page.evaluate(`document.body.style.setProperty('--passline-blue', 'rgb(1, 2, 3)')`);
    const colour = `getComputedStyle(document.querySelector('order-status-tracker').shadowRoot.querySelector('.badge')).color`;
    expect(await page.evaluate(colour)).toBe('rgb(1, 2, 3)');
  });
});

/** Any step that the rules allow, and a recall now and then; from an end only a recall leads on. */
function wander(order: KitchenOrder, choice: number): void {
  const open = allowedStatuses({ fulfilment: order.fulfilment, status: order.status, role: 'manager' });
  const to = open[(choice * 7 + order.version) % Math.max(1, open.length)];
  const canRecall = standingChanges(order.history).length > 1;
  if (to === undefined || (canRecall && choice % 4 === 3)) order.recall();
  else order.move(to);
}
