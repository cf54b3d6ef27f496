import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { KitchenOrder } from './kitchen.ts';
import { RestaurantServer } from './restaurant-server.ts';
import { buildThrowingPage } from './throwing-page.ts';

const ofTheOrder = [
  ['a listener of the element', 'status-updated'],
  ['a listener of the element', 'connection-changed'],
  ['the hook for React', 'onStatusUpdate'],
  ['the hook for React', 'onConnectionChange'],
  ['the component for React', 'onStatusUpdated'],
  ['the component for React', 'onConnectionChanged'],
  ['the composable for Vue', 'onStatusUpdate'],
  ['the composable for Vue', 'onConnectionChange'],
  ['a watcher of the composable for Vue', 'orderStatus'],
  ['a watcher of the composable for Vue', 'connectionStatus'],
  ['the component for Vue', 'onStatusUpdated'],
  ['the component for Vue', 'onConnectionChanged'],
] as const;
const ofARefusal = [
  ['a listener of the element', 'tracking-refused'],
  ['the hook for React', 'onError'],
  ['the component for React', 'onTrackingRefused'],
  ['the composable for Vue', 'onError'],
  ['the component for Vue', 'onTrackingRefused'],
] as const;

describe('a page whose own code throws when the tracker calls it', () => {
  let built: Awaited<ReturnType<typeof buildThrowingPage>>;
  let browser: Browser;
  let server: RestaurantServer;
  let order: KitchenOrder;
  let page: Page;
  let sockets: number;

  beforeAll(async () => {
    [built, browser] = await Promise.all([buildThrowingPage(), launchBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await built.remove();
  });
  beforeEach(async () => {
    sockets = 0;
    server = new RestaurantServer(built.folder);
    order = server.add(new KitchenOrder('pickup', 'ONLINE-000042'));
    ({ page } = await openPage(browser, 'about:blank'));
    page.on('websocket', () => (sockets += 1));
    await page.goto(await server.listen());
    await holds("typeof window.listen === 'function'");
  });
  afterEach(async () => {
    await page.context().close();
    await server.close();
  });

  const place = (way: string, callback: string, orderId = order.id): Promise<unknown> =>
    page.evaluate(
      `place(${JSON.stringify(way)}, ${JSON.stringify(callback)}, ${JSON.stringify({ orderId, token: order.token })})`,
    );
  const listen = (): Promise<unknown> =>
    page.evaluate(`void listen(${JSON.stringify({ token: order.token, pollEveryMs: 100 })})`);
  /** Looked up from outside: the page's own content security policy forbids to evaluate. */
  const holds = (condition: string): Promise<unknown> =>
    eventually(() => page.evaluate<boolean>(condition), condition);
  const hears = (version: number): Promise<unknown> => holds(`window.heard.at(-1) === ${version}`);
  const isReported = async (): Promise<void> => {
    const calls = await page.evaluate<number>('window.calls');
    expect(calls).toBeGreaterThan(0);
    const errors = await page.evaluate<string[]>('window.errors');
    expect(errors).toHaveLength(calls);
    for (const error of errors) expect(error).toMatch('the page is broken');
  };

  it.each(ofTheOrder)(
    'is told so each time, and its trackers go on, over the socket and without one: %s, %s',
    async (way, callback) => {
      await place(way, callback);
      await listen();
      await hears(1);
      server.tell(order.move('confirmed'));
      await hears(2);
      server.tell(order.move('cooking'));
      await hears(3);
      expect([sockets, server.follows.length]).toEqual([1, 1]);
      server.cutSockets();
      await holds("window.status === 'polling'");
      order.move('ready');
      await hears(4);
      server.socketsUp = true;
      await holds("window.status === 'connected'");
      server.tell(order.move('completed'));
      await hears(5);
      await isReported();
    },
  );

  it.each(ofARefusal)(
    'is told so once where its order may not be followed: %s, %s',
    async (way, callback) => {
      await listen();
      await hears(1);
      await place(way, callback, randomUUID());
      await holds('window.calls > 0');
      server.tell(order.move('confirmed'));
      await hears(2);
      await isReported();
      expect([sockets, await page.evaluate('window.calls')]).toEqual([1, 1]);
    },
  );
});
