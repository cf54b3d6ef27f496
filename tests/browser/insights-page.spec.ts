import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, narrowPhone, openPage, sidewaysScroll } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { buildPages } from './built-pages.ts';
import { InsightsServer } from './insights-server.ts';
import { focused, tabTo } from './keyboard.ts';
import { findings } from './tracker-world.ts';

// Real here: the built pages under their policy, and Chromium. The API is a stand-in, bound to its schemas.
let pages: Awaited<ReturnType<typeof buildPages>>;
let server: InsightsServer;
let url: string;
let browser: Browser;
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  [pages, browser] = await Promise.all([buildPages(), launchBrowser()]);
  server = new InsightsServer(pages.folder);
  url = await server.listen();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.close();
  await pages.remove();
});
beforeEach(() => server.reset());
afterEach(() => page.context().close());

const november = '?from=2026-11-02&to=2026-11-29';
const desk = { viewport: { width: 1280, height: 900 } } as const;
const lightAndDark = ['light', 'dark'] as const;

async function logIn(): Promise<void> {
  await page.getByLabel('User name').fill('manager@demo.test');
  await page.getByLabel('Password').fill('secret');
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** As a manager sees it who has just logged in. */
async function open(search = november, options: BrowserContextOptions = desk): Promise<void> {
  ({ page, complaints } = await openPage(browser, `${url}/insights${search}`, options));
  await logIn();
}

const heading = (name: string): Promise<void> => page.getByRole('heading', { name, exact: true }).waitFor();
const block = (name: string): ReturnType<Page['getByRole']> =>
  page.getByRole('region', { name, exact: true });
const charts = (): Promise<void> => page.locator('line-chart svg').nth(5).waitFor();
const whole = (): Promise<void> => page.locator('.figures[aria-busy="false"]').waitFor();

describe('The page of the figures', () => {
  it('begins with the few numbers that matter, beside those of the span before', async () => {
    await open();
    await charts();
    const tiles = await page.locator('.tile').allInnerTexts();
    expect(tiles.map((tile) => tile.split('\n')[0])).toEqual([
      'Orders',
      'On time',
      'Time in all, median',
      'Rating',
    ]);
    expect(tiles.every((tile) => /Up from|Down from|As before/.test(tile))).toBe(true);
    expect(server.asked.map(({ route, query }) => [route, query])).toContainEqual([
      'summary',
      'from=2026-10-05&to=2026-11-01',
    ]);
    await page.getByText('Days and hours are those of Asia/Manila').waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows stages, promises, hours, reasons and feedback, each under its heading', async () => {
    await open();
    await charts();
    expect((await page.getByRole('heading', { level: 2 }).allInnerTexts()).slice(1)).toEqual([
      'How long it took',
      'How good the promises were',
      'When it was busy',
      'What went against the plan',
      'What customers said',
    ]);
    await block('How good the promises were').getByText('80 % aimed at').waitFor();
    await block('When it was busy').getByRole('table', { name: 'Median minutes' }).waitFor();
  });

  it('asks for another time and kind of order, and keeps both in the address, to be shared and gone back from', async () => {
    await open();
    await whole();
    await page.getByText('Last week', { exact: true }).click();
    await page.getByLabel('Kind of order').selectOption('pickup');
    await eventually(
      () => server.asked.some(({ query }) => query.endsWith('&fulfilment=pickup')),
      'pickups asked for',
    );
    const address = new URL(page.url());
    expect([...address.searchParams.keys()]).toEqual(['from', 'to', 'fulfilment']);
    await page.reload();
    await whole();
    expect(await page.getByRole('radio', { name: 'Last week' }).isChecked()).toBe(true);
    expect(await page.getByLabel('Kind of order').inputValue()).toBe('pickup');
    await page.goBack();
    await eventually(
      () =>
        page
          .getByLabel('Kind of order')
          .inputValue()
          .then((kind) => kind === ''),
      'every kind again',
    );
  });

  it('takes own dates, and says what it does not take', async () => {
    await open('');
    await whole();
    await page.getByText('Own dates', { exact: true }).click();
    await page.getByLabel('From').fill('2026-03-09');
    await page.getByLabel('To', { exact: true }).fill('2026-03-01');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByRole('alert').getByText('at most two years apart').waitFor();
    await page.getByLabel('To', { exact: true }).fill('2026-03-15');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('9 Mar 2026 to 15 Mar 2026').waitFor();
    expect(new URL(page.url()).search).toBe('?from=2026-03-09&to=2026-03-15');
  });

  it('is read as tables by whoever wants numbers, by the keyboard alone', async () => {
    await open();
    await charts();
    await block('How long it took').getByRole('button', { name: 'Table' }).focus();
    await page.keyboard.press('Enter');
    const table = block('How long it took').getByRole('table', { name: 'Until ready, by day' });
    await table.waitFor();
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual([
      'Day',
      'Orders',
      'Median',
      '9 in 10 within',
    ]);
    // Shut on Mondays: 24 days of 28.
    expect(await table.getByRole('rowheader').count()).toBe(24);
    expect((await focused(page)).name).toBe('Table');
    await page.keyboard.press('Enter');
    await block('How long it took').locator('line-chart').first().waitFor();
  });

  it('is gone through day by day by the arrow keys, each day in words', async () => {
    await open();
    await charts();
    const chart = page.getByRole('slider', { name: 'Until ready, by day' });
    await chart.focus();
    for (const key of ['Home', 'ArrowRight']) await page.keyboard.press(key);
    await eventually(
      async () =>
        /^Tue,? 3 Nov: Median \d+ mins?, 9 in 10 within/.test(
          (await chart.getAttribute('aria-valuetext')) ?? '',
        ),
      'the second day in words',
    );
  });

  it('is reached by Tab from the first chart to the last comment', async () => {
    await open();
    await charts();
    for (const name of ['Until accepted, by day', 'Within the promise', 'Show all 9'])
      await tabTo(page, name);
  });

  it('hands each block over as CSV, of the days that are shown', async () => {
    await open();
    await charts();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      block('How good the promises were').getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('promises-2026-11-02-2026-11-29.csv');
    expect(await readFile(await file.path(), 'utf8')).toBe('date,promises\r\n');
    expect(server.asked.at(-1)).toEqual({
      route: 'promises',
      query: 'from=2026-11-02&to=2026-11-29',
      accept: 'text/csv',
    });
  });

  it('says where a file could not be fetched', async () => {
    await open();
    await charts();
    server.refused = { hours: 'internal_error' };
    await block('When it was busy').getByRole('button', { name: 'CSV' }).click();
    await page.getByRole('alert').getByText('could not be fetched').waitFor();
  });

  it('reads what a customer wrote once it is asked for, and how late their order was', async () => {
    server.comments.set('01890000-0000-7000-8000-000000000001', 'Cold <b>soup</b>.');
    server.comments.set('01890000-0000-7000-8000-000000000002', '');
    await open();
    await charts();
    const latest = page.locator('latest-feedback li');
    expect(await latest.nth(1).innerText()).toMatch(/13 mins late/);
    await latest
      .nth(1)
      .getByRole('button', { name: /^Read comment ?, Sun 29 Nov/ })
      .click();
    await latest.nth(1).getByText('Cold <b>soup</b>.').waitFor();
    await latest.nth(2).getByRole('button').click();
    await latest.nth(2).getByText('Stars only, no comment.').waitFor();
    await latest.nth(3).getByRole('button').click();
    await latest.nth(3).getByRole('alert').waitFor();
    expect(await latest.count()).toBe(6);
    await page.getByRole('button', { name: 'Show all 9' }).click();
    expect(await latest.count()).toBe(9);
  });
});

describe('The page of the figures is honest', () => {
  it('where nobody ordered', async () => {
    server.isEmpty = true;
    await open();
    await heading('No orders in this time');
    expect(await page.locator('line-chart').count()).toBe(0);
    expect(await findings(page)).toEqual([]);
  });

  it.each(['not_found', 'unavailable'] as const)(
    'where the installation runs without insights: %s',
    async (code) => {
      server.refused = {
        summary: code,
        stages: code,
        promises: code,
        hours: code,
        reasons: code,
        feedback: code,
      };
      await open();
      await heading('This installation runs without insights');
      server.refused = {};
      await page.getByRole('button', { name: 'Try again' }).click();
      await charts();
    },
  );

  it('where one block could not be read, and the others could', async () => {
    server.refused = { promises: 'internal_error' };
    await open();
    await block('How long it took').locator('line-chart').first().waitFor();
    await block('How good the promises were').getByRole('alert').getByText('Nothing is lost').waitFor();
    server.refused = {};
    await page.getByRole('button', { name: 'Try again' }).click();
    await block('How good the promises were').locator('line-chart').first().waitFor();
  });

  it('where the charts cannot be loaded: tables, and the charts once they can', async () => {
    let isAway = true;
    ({ page, complaints } = await openPage(browser, `${url}/insights${november}`, desk));
    await page.route(/line-chart\.element-.*\.js$/, (route) => (isAway ? route.abort() : route.continue()));
    await logIn();
    await page.getByText('The charts could not be loaded.').waitFor();
    await block('How long it took').getByRole('table').nth(3).waitFor();
    await block('When it was busy').getByRole('table').first().waitFor();
    expect(await block('How long it took').getByRole('button', { name: 'Table' }).count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The charts could not be loaded.').waitFor();
    expect(await block('How long it took').getByRole('table').count()).toBeGreaterThan(0);
    await page.context().setOffline(false);
    isAway = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await charts();
    expect(new URL(page.url()).search).toBe(november);
    expect(await page.getByText('The charts could not be loaded.').count()).toBe(0);
  });

  it('where there is no network', async () => {
    await open();
    await whole();
    await page.route('**/api/**', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').getByText('The server cannot be reached.').waitFor();
    await page.unroute('**/api/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await charts();
  });

  it('to staff who may not see them, and leads back to the board', async () => {
    server.role = 'cashier';
    await open();
    await heading('Insights are for admins and managers');
    expect(await page.getByRole('link', { name: 'Board' }).getAttribute('href')).toBe('/board');
    expect(server.asked).toEqual([]);
  });
});

describe('The page of the figures fits', () => {
  it.each(lightAndDark)(
    'its reader, without a fault that axe finds, from 320 to 1920 px, as charts and as tables: %s',
    async (colorScheme) => {
      await open(november, { viewport: narrowPhone, colorScheme, reducedMotion: 'reduce' });
      await charts();
      expect(await findings(page)).toEqual([]);
      for (const width of [320, 390, 768, 1280, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        expect([width, await sidewaysScroll(page)]).toEqual([width, 0]);
      }
      for (const button of await page.getByRole('button', { name: 'Table' }).all()) await button.click();
      expect(await findings(page)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it('on a page or two of paper, light and without buttons, a week of it', async () => {
    await open('?from=2026-11-23&to=2026-11-29', { ...desk, colorScheme: 'dark' });
    await charts();
    await whole();
    for (const format of ['A4', 'Letter']) {
      const paper = (await page.pdf({ format })).toString('latin1');
      expect([format, paper.match(/\/Type\s*\/Page\b/g)?.length]).toEqual([format, 2]);
    }
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'CSV' }).count()).toBe(0);
    expect(await page.evaluate('getComputedStyle(document.querySelector("insights-page")).colorScheme')).toBe(
      'light',
    );
  });

  it.each([
    ['es-MX', 'Cuánto tardó', 'La semana pasada'],
    ['fil-PH', 'Gaano katagal', 'Nakaraang linggo'],
  ])('the reader’s language and region: %s', async (locale, title, span) => {
    await open(november, { ...desk, locale });
    await heading(title);
    await page.getByText(span, { exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(locale.split('-')[0]);
  });

  it('a slow phone: at most 90 kB until the first figures are asked for, the charts after that', async () => {
    const loaded: string[] = [];
    ({ page, complaints } = await openPage(browser, 'about:blank', desk));
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await page.goto(`${url}/insights${november}`);
    await page.getByLabel('User name').waitFor();
    const files = loaded.filter((path) => /\.(js|css)$/.test(path));
    const sizes = files.map(async (file) => gzipSync(await readFile(`${pages.folder}${file}`)).length);
    const size = (await Promise.all(sizes)).reduce((all, each) => all + each, 0);
    expect(size).toBeLessThanOrEqual(90_000);
    expect(files.join()).not.toContain('line-chart');
    await logIn();
    await charts();
    expect(loaded.join()).toContain('line-chart');
  });
});
