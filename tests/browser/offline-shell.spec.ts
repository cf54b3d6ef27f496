import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { buildPages } from './built-pages.ts';
import { KitchenOrder } from './kitchen.ts';
import { RestaurantServer } from './restaurant-server.ts';

interface Build {
  readonly folder: string;
  /** The script of `/t`, as it is served. */
  readonly script: string;
}

let browser: Browser;
let built: Awaited<ReturnType<typeof buildPages>>;
let [first, second]: [Build, Build] = [
  { folder: '', script: '' },
  { folder: '', script: '' },
];
let server: RestaurantServer;
let origin: string;
let page: Page;

beforeAll(async () => {
  [built, browser] = await Promise.all([buildPages(), launchBrowser()]);
  first = { folder: built.folder, script: await scriptIn(built.folder) };
  second = await nextVersion(first);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await built.remove();
  await rm(second.folder, { recursive: true });
});
beforeEach(async () => {
  server = new RestaurantServer(first.folder);
  origin = await server.listen();
});
afterEach(async () => {
  await page.context().close();
  await server.close();
});

async function scriptIn(folder: string): Promise<string> {
  const script = (await readdir(join(folder, 'assets'))).find((name) => /^t-.*\.js$/.test(name));
  return `/assets/${script ?? ''}`;
}

/**
 * What the next deployment serves: the page's script has another content and another name, and the old one is
 * gone.
 */
async function nextVersion({ folder, script }: Build): Promise<Build> {
  const [next, renamed] = [await mkdtemp(join(tmpdir(), 'passline-next-')), '/assets/t-nextversion.js'];
  await cp(folder, next, { recursive: true });
  await rename(join(next, script), join(next, renamed));
  await writeFile(
    join(next, renamed),
    `document.documentElement.dataset.version = 'next';${await readFile(join(next, renamed), 'utf8')}`,
  );
  for (const file of ['t.html', 'sw.js']) {
    const text = (await readFile(join(next, file), 'utf8')).replaceAll(script, renamed);
    await writeFile(join(next, file), text.replace(/(url:[`"']\/t[`"'],revision:[`"'])\w+/, '$1nextversion'));
  }
  return { folder: next, script: renamed };
}

/** Opens a page, and waits until the browser has all of it. */
async function openKept(path: string): Promise<void> {
  ({ page } = await openPage(browser, origin + path));
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await eventually(async () => (await kept()).length > 0, 'the page to be kept');
}
const follow = async (order: KitchenOrder): Promise<void> => {
  await openKept(`/t#${server.add(order).token}`);
  await says('Live');
};
const says = (text: string): Promise<void> =>
  page.getByText(text).filter({ visible: true }).first().waitFor();
const offline = (isOffline = true): Promise<void> => page.context().setOffline(isOffline);
/** The addresses of all that is in the browser's caches, without the origin. */
const kept = (): Promise<string[]> =>
  page.evaluate<
    string[]
  >(`caches.keys().then((names) => Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url.slice(location.origin.length)))))
    .then((all) => all.flat().sort())`);
const statusOf = (path: string): Promise<number> =>
  page.evaluate<number>(
    `fetch(${JSON.stringify(path)}, { cache: 'no-store' }).then(({ status }) => status, () => 0)`,
  );
const ramen = (): KitchenOrder => new KitchenOrder('pickup', 'ONLINE-000042').move('cooking');

describe('A page that people keep open', () => {
  it.each([
    ['/t', 'Open the link from your message'],
    ['/board', 'Log in'],
  ])('starts without a network: %s', async (path, says) => {
    await openKept(path);
    await offline();
    await page.reload();
    await page.getByText(says).first().waitFor();
  });

  it('starts without a network by whichever address it is opened', async () => {
    await follow(ramen());
    await offline();
    for (const address of ['/t/', '/t?payment_intent=pi_1&redirect_status=succeeded']) {
      await page.goto(`${origin}${address}#${ramen().token}`);
      await page.locator('tracking-page').first().waitFor();
    }
  });

  it('keeps its own parts alone: no answer of the API, no token, nothing of another page', async () => {
    const order = ramen();
    await follow(order);
    await says('₱820.00');
    const text = await page.evaluate<string>(
      'caches.keys().then((names) => Promise.all(names.map(async (name) => [name, await (await caches.open(name)).matchAll().then((all) => Promise.all(all.map((one) => one.text())))]))).then(JSON.stringify)',
    );
    expect((await kept()).filter((url) => !/^\/(t\?__WB_REVISION__=\w+|assets\/[\w.-]+)$/.test(url))).toEqual(
      [],
    );
    expect((await kept()).filter((url) => /board|account|index|cyrillic/.test(url))).toEqual([]);
    expect([text.includes(order.token), text.includes(order.id), text.includes('Spicy Ramen')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('answers for no one else: the API, the front page and a table’s page need the network', async () => {
    await follow(ramen());
    expect([
      await statusOf('/api/v1/online/orders/x'),
      await statusOf('/'),
      await statusOf('/table.html'),
    ]).toEqual([404, 200, 200]);
    await offline();
    expect([
      await statusOf('/api/v1/online/orders/x'),
      await statusOf('/'),
      await statusOf('/table.html'),
      await statusOf(first.script),
    ]).toEqual([0, 0, 0, 200]);
    await expect(page.goto(`${origin}/table`)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
  });
});

describe('A new version', () => {
  /** Serves the next version, and waits until the browser has taken it in. */
  async function deploy(): Promise<void> {
    server.folder = second.folder;
    await page.evaluate(
      'navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => true)',
    );
    await eventually(async () => (await kept()).includes(second.script), 'the next version to be laid in');
    await eventually(
      () =>
        page.evaluate<boolean>(
          'navigator.serviceWorker.getRegistration().then(({ installing, waiting }) => !installing && !waiting)',
        ),
      'the next version to take over',
    );
  }
  const version = (): Promise<string | undefined> =>
    page.evaluate<string | undefined>('document.documentElement.dataset.version');

  it('breaks no page that is open, though the server has its parts no more', async () => {
    const order = ramen();
    await follow(order);
    await page.reload();
    await says('Live');
    await deploy();
    expect(await version()).toBeUndefined();
    expect((await fetch(origin + first.script)).status).toBe(404);
    expect(await statusOf(first.script)).toBe(200);
    server.tell(order.move('ready'));
    await says('Come to the counter');
  });

  it('is there at the next navigation, without a network too, and the old one is cleared away', async () => {
    await follow(ramen());
    await deploy();
    await offline();
    await page.reload();
    await eventually(async () => (await version()) === 'next', 'the next version');
    await eventually(async () => !(await kept()).includes(first.script), 'the old parts to be gone');
    expect((await kept()).filter((url) => url.startsWith('/t?'))).toEqual(['/t?__WB_REVISION__=nextversion']);
  });

  it('leaves the old parts while another page of the old version is open', async () => {
    await follow(ramen());
    await page.reload();
    const another = await page.context().newPage();
    await another.goto(`${origin}/t`);
    await another.getByText('Open the link from your message').waitFor();
    await deploy();
    await page.reload();
    await eventually(async () => (await version()) === 'next', 'the next version');
    expect(
      await another.evaluate<number>(`fetch(${JSON.stringify(first.script)}).then(({ status }) => status)`),
    ).toBe(200);
    await another.close();
    await page.reload();
    await eventually(async () => !(await kept()).includes(first.script), 'the old parts to be gone');
  });
});
