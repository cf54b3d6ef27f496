import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';

/** As a browser does when another tab comes to the front; headless ones never hide a page. */
export const setVisibility = (page: Page, state: 'hidden' | 'visible'): Promise<void> =>
  page.evaluate(`{
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' });
  document.dispatchEvent(new Event('visibilitychange'));
}`);

/** Lets the half minute that a hidden page waits before it rests pass in a moment, and tells when it has. */
export const hurryRest = (fresh: Page): Promise<unknown> =>
  fresh.addInitScript(`{
  const later = window.setTimeout;
  window.setTimeout = (action, ms, ...more) => ms === 30000 ? later(() => { action(); window.hasWaited = true; }, 100) : later(action, ms, ...more);
}`);

export const hasWaited = (page: Page): Promise<unknown> =>
  eventually(() => page.evaluate<boolean>('window.hasWaited === true'), 'the half minute');
