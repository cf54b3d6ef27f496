import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { Api } from '../support/api.ts';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { RestaurantSite } from './restaurant-site.ts';
import { OneProgram, type SetUp } from './set-up.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A restaurant's page on which the tests put trackers. */
export const siteForTrackers = (): Promise<RestaurantSite> =>
  RestaurantSite.open(join(import.meta.dirname, 'site'));

export type Attributes = Readonly<Record<string, string>>;

/** The real program, and a restaurant's own site with the tracker on it, of another origin. */
export class TrackerWorld {
  private constructor(
    readonly site: RestaurantSite,
    readonly browser: Browser,
    readonly passline: SetUp,
    readonly cashier: Api,
  ) {}

  /** Over the one program. */
  static async open(): Promise<TrackerWorld> {
    const site = await siteForTrackers();
    const [passline, browser] = await Promise.all([
      OneProgram.start({ origins: [site.origin] }),
      launchBrowser(),
    ]);
    return TrackerWorld.around(passline, browser, site);
  }

  /** @param passline which trusts the site */
  static async around(passline: SetUp, browser: Browser, site: RestaurantSite): Promise<TrackerWorld> {
    site.passline = passline.url;
    return new TrackerWorld(site, browser, passline, await Api.as(passline.url, 'cashier'));
  }

  async close(): Promise<void> {
    await this.site.close();
    await this.browser.close();
    await this.passline.stop();
  }

  /** A page with one tracker for each set of attributes. */
  async show(
    trackers: readonly Attributes[],
    options: BrowserContextOptions = {},
    prepare: (page: Page) => Promise<unknown> = async () => undefined,
  ): Promise<WatchedPage> {
    const watched = await openPage(this.browser, 'about:blank', options);
    await prepare(watched.page);
    await watched.page.goto(this.site.origin);
    await watched.page.waitForFunction("customElements.get('order-status-tracker')");
    await watched.page.evaluate(`
      for (const attributes of ${JSON.stringify(trackers)}) {
        const tracker = document.createElement('order-status-tracker');
        for (const [name, value] of Object.entries(attributes)) tracker.setAttribute(name, value);
        document.getElementById('here').append(tracker);
      }`);
    return watched;
  }
}

/** Everything that axe holds against the page, one line each. */
export async function findings(page: Page): Promise<string[]> {
  // Playwright's own world is not bound by the page's content security policy.
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.flat().join(' ')}: ${failureSummary ?? ''}`),
  );
}
