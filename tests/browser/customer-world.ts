import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { buildPages } from './built-pages.ts';
import { KitchenOrder } from './kitchen.ts';
import { RestaurantServer } from './restaurant-server.ts';

export const ramen = (): KitchenOrder =>
  new KitchenOrder('pickup', 'ONLINE-000042').move('confirmed').move('cooking');

/** A customer's browser before the built pages, and the server behind them. */
export class CustomerWorld {
  server = new RestaurantServer('');
  origin = '';
  page!: Page;
  complaints: WatchedPage['complaints'] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly built: Awaited<ReturnType<typeof buildPages>>,
  ) {}

  static async open(): Promise<CustomerWorld> {
    const [built, browser] = await Promise.all([buildPages(), launchBrowser()]);
    return new CustomerWorld(browser, built);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.built.remove();
  }

  /** A server without orders, before each test. */
  async begin(): Promise<void> {
    this.server = new RestaurantServer(this.built.folder);
    this.origin = await this.server.listen();
  }

  async end(): Promise<void> {
    await this.context.close();
    await this.server.close();
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** @param address what comes after `/t` @param prepare before anything is loaded */
  async visit(
    address: string,
    options: BrowserContextOptions = {},
    prepare: (page: Page) => Promise<unknown> = async () => undefined,
  ): Promise<void> {
    const { page, complaints } = await openPage(this.browser, 'about:blank', options);
    [this.page, this.complaints] = [page, complaints];
    await prepare(page);
    await page.goto(`${this.origin}/t${address}`);
  }

  /** Opens an order's link, and waits until it is followed, read and kept for later. */
  async follow(order: KitchenOrder, options: BrowserContextOptions = {}): Promise<void> {
    await this.visit(`#${this.server.add(order).token}`, options);
    await this.page.locator('.connection .dot.connected').waitFor();
    await this.page.locator('.receipt').waitFor();
    await this.isKept();
  }

  /** Waits until the browser has all that the page starts from. */
  async isKept(): Promise<void> {
    await eventually(
      () =>
        this.page.evaluate<boolean>(
          'navigator.serviceWorker.getRegistration().then((registration) => registration?.active?.state === "activated")',
        ),
      'the page to be kept',
    );
  }

  seen(text: string | RegExp): Locator {
    return this.page.getByText(text).filter({ visible: true }).first();
  }

  says(text: string | RegExp): Promise<void> {
    return this.seen(text).waitFor();
  }

  /** What the browser keeps for us, by its names. */
  storage(): Promise<Readonly<Record<string, string>>> {
    return this.page.evaluate<Readonly<Record<string, string>>>('({ ...localStorage })');
  }

  async isOffline(isOffline: boolean): Promise<void> {
    await this.context.setOffline(isOffline);
  }
}
