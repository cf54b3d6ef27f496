import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { Api } from '../support/api.ts';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { type Passline, startPassline } from '../support/passline.ts';
import { RestaurantSite } from './restaurant-site.ts';

/** A restaurant's page on which the tests put trackers. */
const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Mabuhay Kitchen</title>
<script type="module" src="http://127.0.0.1:3000/order-status-tracker.js"></script></head><body><main><h1>Your order</h1><div id="here"></div></main></body></html>`;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export type Attributes = Readonly<Record<string, string>>;

/** The real program, and a restaurant's own site with the tracker on it, of another origin. */
export class TrackerWorld {
  private constructor(
    readonly site: RestaurantSite,
    readonly browser: Browser,
    private readonly folder: string,
    public passline: Passline,
    readonly cashier: Api,
  ) {}

  static async open(): Promise<TrackerWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'passline-site-'));
    await writeFile(join(folder, 'index.html'), html);
    const site = await RestaurantSite.open(folder);
    const [passline, browser] = await Promise.all([startPassline({ settings: { TRUSTED_ORIGINS: site.origin } }), launchBrowser()]);
    site.passline = passline.url;
    return new TrackerWorld(site, browser, folder, passline, await Api.as(passline.url, 'cashier'));
  }

  async close(): Promise<void> {
    await this.site.close();
    await this.browser.close();
    await this.passline.stop();
    await rm(this.folder, { recursive: true });
  }

  /** Kills the program, and starts it again on what it left behind. */
  async restart(whileAway: () => Promise<unknown>): Promise<void> {
    const { url, dataFolder } = this.passline;
    await this.passline.end('SIGKILL');
    await whileAway();
    this.passline = await startPassline({ dataFolder, port: Number(new URL(url).port), settings: { TRUSTED_ORIGINS: this.site.origin } });
  }

  /** A page with one tracker for each set of attributes. */
  async show(trackers: readonly Attributes[], options: BrowserContextOptions = {}, prepare: (page: Page) => Promise<unknown> = async () => undefined): Promise<WatchedPage> {
    const watched = await openPage(this.browser, 'about:blank', options);
    await prepare(watched.page);
    await watched.page.goto(this.site.origin);
    await watched.page.evaluate(`customElements.whenDefined('order-status-tracker').then(() => {
      for (const attributes of ${JSON.stringify(trackers)}) {
        const tracker = document.createElement('order-status-tracker');
        for (const [name, value] of Object.entries(attributes)) tracker.setAttribute(name, value);
        document.getElementById('here').append(tracker);
      }
    })`);
    return watched;
  }
}

/** Everything that axe holds against the page, one line each. */
export async function findings(page: Page): Promise<string[]> {
  // Playwright's own world is not bound by the page's content security policy.
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.flat().join(' ')}: ${failureSummary ?? ''}`));
}
