import chromium from '@sparticuz/chromium';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium as driver, type Page } from 'playwright-core';
import { atMost, type Figure, figuresOver } from './figures/figure.ts';
import type { TestBed } from './test-bed.ts';
import type { Say, Size } from './size.ts';

const script = join(import.meta.dirname, '../../../libs/tracker/dist/order-status-tracker.js');
const origin = 'http://tracker.invalid';
const html =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Paint</title><script type="module" src="/tracker.js"></script><body></body></html>';
const pagesPerRun = 20;

/**
 * Puts the tracker on the page with what it was served with, and waits until the frame that shows it has been
 * painted. In ms.
 */
const paint = `new Promise((painted) => {
  const from = performance.now();
  document.body.innerHTML = '<order-status-tracker token="${'A'.repeat(22)}.s" current-status="cooking" show-history show-refresh></order-status-tracker>';
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => painted(document.querySelector('order-status-tracker').shadowRoot.querySelector('.badge') ? performance.now() - from : NaN);
    port2.postMessage(0);
  });
})`;

/**
 * From the attributes to the first painted frame, each time on a page of its own; nothing is asked of a
 * server.
 */
export async function measurePaint(_ground: TestBed, { runs }: Size, say: Say): Promise<Figure[]> {
  const code = await readFile(script, 'utf8');
  const browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu'],
    headless: true,
  });
  try {
    const results: PaintRun[] = [];
    for (let run = 1; run <= runs; run += 1) {
      const result = await paintRun(browser, code);
      results.push(result);
      say(
        `run ${String(run)}: half within ${result.median.toFixed(1)} ms, the slowest of ${String(pagesPerRun)} ${result.slowest.toFixed(1)} ms`,
      );
    }
    const figure = figuresOver(results);
    const shown = { unit: 'ms', digits: 1 };
    return [
      figure('first paint from attributes, median', ({ median }) => median, {
        ...shown,
        aim: atMost(40, 'ms'),
      }),
      figure('the slowest', ({ slowest }) => slowest, shown),
    ];
  } finally {
    await browser.close();
  }
}

interface PaintRun {
  readonly median: number;
  readonly slowest: number;
}

async function paintRun(browser: Browser, code: string): Promise<PaintRun> {
  const times: number[] = [];
  for (let each = 0; each < pagesPerRun; each += 1)
    times.push(await paintOnce(await browser.newPage(), code));
  times.sort((one, other) => one - other);
  return { median: times[Math.floor(times.length / 2)] ?? Number.NaN, slowest: times.at(-1) ?? Number.NaN };
}

async function paintOnce(page: Page, code: string): Promise<number> {
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    return pathname === '/tracker.js'
      ? route.fulfill({ contentType: 'text/javascript', body: code })
      : route.abort();
  });
  await page.goto(`${origin}/`);
  await page.evaluate(`customElements.whenDefined('order-status-tracker')`);
  const ms = await page.evaluate<number>(paint);
  await page.close();
  if (Number.isNaN(ms)) throw new Error('the tracker was not on the painted page');
  return ms;
}
