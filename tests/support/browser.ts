import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { middayZone } from './midday-zone.ts';

export { launchChromium as launchBrowser } from '../../tools/chromium/chromium.ts';

export const phone = { width: 390, height: 844 } as const;
export const narrowPhone = { width: 320, height: 640 } as const;
export const tablet = { width: 1180, height: 820 } as const;
export const desktop = { width: 1440, height: 900 } as const;

/** Shorter than a test may take, so that it is said what was waited for. */
const WAIT_MS = 12_000;

/** A page together with everything that went wrong on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Uncaught errors, and what the browser itself complained of: blocked scripts and styles among them. */
  readonly complaints: readonly string[];
}

/** A page in a context of its own: nothing is kept from one to the next. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: middayZone,
    viewport: phone,
    ...options,
  });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
}

/** How far a page can be scrolled sideways, in CSS pixels; 0 when everything fits. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>(
    'document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth',
  );
}
