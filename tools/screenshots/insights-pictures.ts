import type { BrowserContextOptions, Page } from 'playwright-core';
import { account } from '../bench/programs.ts';
import { RestaurantFigures } from './insights-figures.ts';
import { type Moment, type Studio } from './studio.ts';

const path = '**/api/v1/analytics/*';
const november = '?from=2026-11-02&to=2026-11-29';

/** An evening fills no month: the figures are those of a restaurant that has been there for a while. */
async function withFigures(page: Page): Promise<void> {
  const figures = new RestaurantFigures('Asia/Manila');
  await page.route(path, (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    const [from, to] = [searchParams.get('from') ?? '', searchParams.get('to') ?? ''];
    const name = pathname.split('/').at(-1) as
      'summary' | 'stages' | 'promises' | 'hours' | 'reasons' | 'feedback';
    return route.fulfill({ json: figures[name]({ from, to, fulfilment: null }) });
  });
}

async function openInsights(studio: Studio, options: BrowserContextOptions): Promise<Page> {
  const page = await studio.page(`/insights${november}`, options, withFigures);
  await page.getByLabel('User name').fill('manager@demo.test');
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.locator('line-chart svg').nth(5).waitFor();
  await page.locator('.figures[aria-busy="false"]').waitFor();
  return page;
}

/** What managers see of how it went. */
export const insightsMoments: readonly Moment[] = [
  { name: 'insights', open: openInsights, inGuide: { viewport: { width: 1280, height: 1180 } } },
];
