import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { narrowPhone, sidewaysScroll } from '../support/browser.ts';
import { smallTargets, violations } from '../support/accessibility.ts';
import { CustomerWorld, ramen } from './customer-world.ts';

let world: CustomerWorld;
beforeAll(async () => {
  world = await CustomerWorld.open();
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.begin());
afterEach(() => world.end());

/** What Chrome fires on a phone, where the customer then presses the given button. */
const offer = (outcome: 'accepted' | 'dismissed'): Promise<boolean> =>
  world.page.evaluate<boolean>(`(() => {
  const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt: async () => ({ outcome: '${outcome}' }) });
  return window.dispatchEvent(event);
})()`);
const add = () => world.page.getByRole('button', { name: 'Add to home screen' });
/** As the icon does. */
async function openIcon(): Promise<void> {
  await world.page.goto('about:blank');
  await world.page.goto(`${world.origin}/t`);
}
const keptOf = async (): Promise<string> => JSON.stringify(await world.storage());
/** A browser that has `navigator.standalone`, as Safari on a phone has. */
const iPhone =
  (standalone: boolean) =>
  (page: Page): Promise<unknown> =>
    page.addInitScript(`Object.defineProperty(navigator, 'standalone', { value: ${String(standalone)} })`);

describe('the manifest', () => {
  it.each([
    ['/t', 'Your order'],
    ['/board', 'Board'],
  ])('of %s is one that Chromium would install by', async (path, shortName) => {
    await world.visit('');
    await world.page.goto(world.origin + path);
    const devtools = await world.context.newCDPSession(world.page);
    const { url, errors, data } = await devtools.send('Page.getAppManifest');
    expect([errors, url]).toEqual([[], `${world.origin}${path}.webmanifest`]);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // A test's browser keeps nothing, as a private window does.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
      [],
    );
    expect(JSON.parse(data ?? '')).toMatchObject({
      id: path,
      start_url: path,
      scope: path,
      short_name: shortName,
      display: 'standalone',
    });
  });

  it.each(['t', 'board'])(
    'of %s names icons of the sizes that they have, one of them for phones that cut the shape themselves',
    async (name) => {
      await world.visit('');
      const read = async (file: string): Promise<Buffer> => readFile(join(world.server.folder, file));
      const { icons } = JSON.parse((await read(`${name}.webmanifest`)).toString()) as {
        icons: { src: string; sizes: string; type: string; purpose?: string }[];
      };
      const pictures = icons.filter(({ type }) => type === 'image/png');
      const sizes = await Promise.all(
        pictures.map(async ({ src }) =>
          read(src).then((png) => `${String(png.readUInt32BE(16))}x${String(png.readUInt32BE(20))}`),
        ),
      );
      expect(sizes).toEqual(pictures.map(({ sizes: promised }) => promised));
      expect([sizes, pictures.map(({ purpose = 'any' }) => purpose)]).toEqual([
        ['192x192', '512x512', '512x512'],
        ['any', 'any', 'maskable'],
      ]);
    },
  );
});

describe('a customer who wants the order on the home screen', () => {
  it('is offered it where the browser can, and not before', async () => {
    await world.follow(ramen());
    expect(await add().count()).toBe(0);
    expect(await offer('accepted')).toBe(false);
    await add().waitFor();
    expect([await violations(world.page), await smallTargets(world.page), world.complaints]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('opens the order with the icon, without a network too', async () => {
    const order = ramen();
    await world.follow(order);
    await offer('accepted');
    await add().focus();
    await world.page.keyboard.press('Enter');
    await add().waitFor({ state: 'detached' });
    await openIcon();
    await world.says('Live');
    await world.says(order.number);
    await world.isOffline(true);
    await openIcon();
    await world.says('Last known');
    await world.says('₱820.00');
  });

  it('finds under the icon the order followed last', async () => {
    const [order, later] = [ramen(), ramen().move('ready')];
    await world.follow(order);
    await offer('accepted');
    await add().click();
    await add().waitFor({ state: 'detached' });
    await world.page.goto(`${world.origin}/t#${world.server.add(later).token}`);
    await world.says('Come to the counter');
    await openIcon();
    await world.says('Come to the counter');
  });

  it('leaves no link behind by looking on, nor by changing their mind', async () => {
    const order = ramen();
    await world.follow(order);
    await offer('dismissed');
    await add().click();
    await add().waitFor({ state: 'detached' });
    expect(await keptOf()).not.toContain(order.token);
    await openIcon();
    await world.says('Open the link from your message');
  });

  it('has it kept too when the browser’s own menu was used', async () => {
    const order = ramen();
    await world.follow(order);
    await world.page.evaluate(`window.dispatchEvent(new Event('appinstalled'))`);
    await openIcon();
    await world.says(order.number);
  });

  it('finds the link gone once it is dead', async () => {
    const order = ramen();
    await world.follow(order);
    await world.page.evaluate(`window.dispatchEvent(new Event('appinstalled'))`);
    world.server.orders.clear();
    await openIcon();
    await world.says('This link no longer works');
    expect(await keptOf()).not.toContain(order.token);
    await openIcon();
    await world.says('Open the link from your message');
  });

  it.each(['light', 'dark'] as const)(
    'is told on an iPhone how it is done there; the icon is then of this very link (%s)',
    async (colorScheme) => {
      const order = world.server.add(ramen());
      await world.visit(`#${order.token}`, { colorScheme, viewport: narrowPhone }, iPhone(false));
      await world.says('tap Share, then “Add to Home Screen”');
      expect(await world.page.locator('link[rel=manifest]').count()).toBe(0);
      expect([
        await violations(world.page),
        await smallTargets(world.page),
        await sidewaysScroll(world.page),
      ]).toEqual([[], [], 0]);
    },
  );

  it('is told nothing there that is done already', async () => {
    const order = world.server.add(ramen());
    await world.visit(`#${order.token}`, {}, iPhone(true));
    await world.says('Live');
    expect(await world.page.getByText('Add to Home Screen').count()).toBe(0);
  });
});
