import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Order, PlaceOrder } from '#libs/contracts';
import { statusInfo } from '#libs/order-model';
import { type Status, statuses } from '#libs/status-machine';
import { Api } from '../support/api.ts';
import { narrowPhone, sidewaysScroll } from '../support/browser.ts';
import { findings, TrackerWorld } from './tracker-world.ts';

let world: TrackerWorld;
let page: Page;

beforeAll(async () => {
  world = await TrackerWorld.open();
}, 120_000);
afterAll(() => world.close());
afterEach(() => page.context().close());

const tokenOf = ({ tracking_url }: Order): string => tracking_url.split('#')[1] ?? '';
const says = (text: string | RegExp): Promise<void> =>
  page.getByText(text).filter({ visible: true }).first().waitFor();
const live = (): Promise<void> => page.locator('order-status-tracker .dot.connected').first().waitFor();

/** Hostile, and as long as may be: shown as text, turned by nothing, and never wider than a phone. */
const hostile = `<script>window.pwned = true</script><img src=x onerror="window.pwned = true"> \u202e\u2067${'🍜'.repeat(200)}`;

type Scene = {
  readonly order: Partial<PlaceOrder>;
  readonly walk: (id: string) => Promise<unknown>;
  readonly says: string;
};
const moves = (id: string, ...way: readonly (readonly [Status, object?])[]) =>
  way.reduce<Promise<unknown>>(
    (before, [status, more = {}]) => before.then(() => world.cashier.move(id, status, more)),
    Promise.resolve(),
  );

const scenes: Readonly<Record<string, Scene>> = {
  'waiting for the restaurant': {
    order: { fulfilment: 'pickup' },
    walk: async () => undefined,
    says: 'They’ll confirm it shortly.',
  },
  'cooking, with an estimate and a hostile note': {
    order: { fulfilment: 'pickup' },
    walk: (id) => moves(id, ['confirmed'], ['cooking', { notes: hostile }]),
    says: 'Your food is being cooked.',
  },
  late: {
    order: { fulfilment: 'delivery' },
    walk: async (id) => {
      await moves(id, ['cooking']);
      await world.cashier.change(id, 'delay', { minutes: 15, reason: 'traffic' });
    },
    says: 'Running about 15',
  },
  'ready at a table': {
    order: { fulfilment: 'dine_in', table: '7' },
    walk: (id) => moves(id, ['ready']),
    says: 'It’s on its way to your table.',
  },
  'taken back': {
    order: { fulfilment: 'pickup' },
    walk: async (id) => {
      await moves(id, ['cooking'], ['ready']);
      await world.cashier.change(id, 'recall', { reason: 'mistake' });
    },
    says: 'Not quite yet: the kitchen is still finishing your order.',
  },
  'on its way': {
    order: { fulfilment: 'delivery' },
    walk: (id) => moves(id, ['ready'], ['out_for_delivery']),
    says: 'The driver is on the way to you.',
  },
  'not handed over': {
    order: { fulfilment: 'delivery' },
    walk: (id) => moves(id, ['ready'], ['out_for_delivery'], ['delivery_failed', { reason: 'no_answer' }]),
    says: 'The driver couldn’t hand over your order (nobody answered).',
  },
  declined: {
    order: { fulfilment: 'pickup' },
    walk: (id) => moves(id, ['rejected', { reason: 'sold_out' }]),
    says: 'can’t take this order (something is sold out).',
  },
  cancelled: {
    order: { fulfilment: 'pickup' },
    walk: (id) => moves(id, ['cancelled', { reason: 'customer' }]),
    says: 'This order was cancelled (as you asked).',
  },
  completed: {
    order: { fulfilment: 'dine_in' },
    walk: (id) => moves(id, ['ready'], ['served'], ['completed']),
    says: 'Thank you for coming.',
  },
};

describe.each(Object.entries(scenes))('an order that is %s', (_name, scene) => {
  it('is said in words, breaks no rule of axe in light or dark, and fits 320 px in each language', async () => {
    const order = await world.cashier.place(scene.order);
    await scene.walk(order.order_id);
    for (const colorScheme of ['light', 'dark'] as const) {
      const watched = await world.show([{ token: tokenOf(order), 'show-history': '', 'show-refresh': '' }], {
        colorScheme,
        viewport: narrowPhone,
      });
      page = watched.page;
      await says(scene.says);
      await live();
      expect(await findings(page)).toEqual([]);
      for (const [lang, refresh] of [
        ['es', 'Actualizar'],
        ['fil', 'I-refresh'],
        ['en', 'Refresh'],
      ] as const) {
        await page
          .locator('order-status-tracker')
          .evaluate((tracker: { lang: string }, value: string) => void (tracker.lang = value), lang);
        await page.getByRole('button', { name: refresh, exact: true }).waitFor();
        expect([lang, await sidewaysScroll(page)]).toEqual([lang, 0]);
      }
      expect([watched.complaints, await page.evaluate('window.pwned')]).toEqual([[], undefined]);
      if (colorScheme === 'light') await page.context().close();
    }
  });
});

it.each(['light', 'dark'] as const)(
  'breaks no rule of axe while it waits, while it is refused, and while a change is told, in %s',
  async (colorScheme) => {
    const order = await world.cashier.place({ fulfilment: 'pickup' });
    ({ page } = await world.show(
      [{ token: tokenOf(order), 'current-status': 'cooking' }],
      { colorScheme },
      (fresh) =>
        fresh.route('**/api/**', () => undefined).then(() => fresh.routeWebSocket(/./, () => undefined)),
    ));
    await says('Connecting…');
    expect(await findings(page)).toEqual([]);
    await page.context().close();
    ({ page } = await world.show([{ token: `${'A'.repeat(22)}.${'b'.repeat(22)}` }], { colorScheme }));
    await says('This order can’t be shown any more.');
    expect(await findings(page)).toEqual([]);
    await page.context().close();
    ({ page } = await world.show([{ token: tokenOf(order) }], { colorScheme, reducedMotion: 'reduce' }));
    await live();
    await world.cashier.move(order.order_id, 'cooking');
    await page.locator('order-status-tracker .toast').waitFor();
    expect(await findings(page)).toEqual([]);
  },
);

it('shows a restaurant’s name as text, whatever it is called, and the sentence around it the right way round', async () => {
  const admin = await Api.as(world.passline.url, 'admin');
  const name = '<b onclick="window.pwned = true">Mabuhay</b> \u202eKitchen 🍜';
  expect((await admin.send('PATCH', '/api/v1/restaurant', { name })).status).toBe(200);
  const order = await world.cashier.place({ fulfilment: 'pickup' });
  await world.cashier.move(order.order_id, 'confirmed');
  ({ page } = await world.show([{ token: tokenOf(order) }]));
  await live();
  await admin.send('PATCH', '/api/v1/restaurant', { name: 'Mabuhay Kitchen' });
  const text = (path: string) => page.locator(`order-status-tracker ${path}`).textContent();
  expect([await text('.restaurant'), await text('.sentence')]).toEqual([
    name.replace('\u202e', ''),
    `${name.replace('\u202e', '')} has accepted your order.`,
  ]);
});

it('would be told by axe of a colour that is too pale, inside the element too', async () => {
  const order = await world.cashier.place({ fulfilment: 'pickup' });
  ({ page } = await world.show([{ token: tokenOf(order) }]));
  await live();
  await page.evaluate(`document.body.style.setProperty('--passline-muted', '#c9c4bd')`);
  expect((await findings(page)).join()).toContain('color-contrast order-status-tracker');
});

it('shows the status that it was given before anything has loaded, as the server would', async () => {
  const token = `${'A'.repeat(22)}.${'b'.repeat(22)}`;
  ({ page } = await world.show(
    statuses.map((status) => ({ token, 'current-status': status })),
    {},
    (fresh) =>
      fresh.route('**/api/**', () => undefined).then(() => fresh.routeWebSocket(/./, () => undefined)),
  ));
  const drawn = await page.locator('order-status-tracker').evaluateAll(
    (
      trackers: {
        shadowRoot: {
          querySelector(path: string): { className: string; textContent: string; value: number } | null;
        };
      }[],
    ) =>
      trackers.map(({ shadowRoot }) => [
        shadowRoot.querySelector('.answer')?.className.replace('answer ', ''),
        shadowRoot.querySelector('progress')?.value ?? 0,
        shadowRoot.querySelector('.badge')?.textContent.trim(),
      ]),
  );
  const infos = statuses.map((status) => statusInfo(status, 'delivery'));
  expect(drawn).toEqual(infos.map(({ color, progress, label }) => [color, progress, label]));
});

it('is worked by the keyboard alone, and shows where the focus is', async () => {
  const order = await world.cashier.place({ fulfilment: 'pickup' });
  ({ page } = await world.show([{ token: tokenOf(order), 'show-refresh': '' }], {}, (fresh) =>
    fresh.routeWebSocket(/./, (socket) => void socket.close()),
  ));
  await says('Updating every 10 s');
  await says('They’ll confirm it shortly.');
  await world.cashier.move(order.order_id, 'cooking');
  const focused = () =>
    page.evaluate<[string, string]>(`{
    const { activeElement } = document.querySelector('order-status-tracker').shadowRoot;
    [activeElement?.textContent.trim(), activeElement && getComputedStyle(activeElement).outlineStyle];
  }`);
  await page.keyboard.press('Tab');
  expect(await focused()).toEqual(['Refresh', 'solid']);
  await page.keyboard.press('Enter');
  await says('Your food is being cooked.');
  await page.keyboard.press('Tab');
  expect(await focused()).toEqual(['Notify me', 'solid']);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Notify me', pressed: true }).waitFor();
});
