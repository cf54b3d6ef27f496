import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Order } from '#libs/contracts';
import { Api } from '../support/api.ts';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { Cable } from '../support/cable.ts';
import { demoPassword } from '../support/passline.ts';
import { OneProgram, type SetUp } from './set-up.ts';

/** A tablet lying on the counter, and one standing upright. */
export const lying = { width: 1280, height: 800 } as const;
export const upright = { width: 768, height: 1024 } as const;

/** One tablet: the real board of the real program, over a cable of its own. */
export class Tablet {
  readonly page: Page;

  constructor(
    private readonly watched: WatchedPage,
    readonly cable: Cable,
  ) {
    this.page = watched.page;
  }

  /** Everything that the browser complained of. A network that is away is no fault of the page. */
  get complaints(): readonly string[] {
    return this.watched.complaints.filter(
      (complaint) => !/ERR_|Failed to load resource|closed before receiving a handshake/.test(complaint),
    );
  }

  column(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  /** @param number as it is called out */
  card(title: string, number: string): Locator {
    return this.column(title)
      .locator('article:not([inert])')
      .filter({ has: this.page.getByRole('heading', { name: number, exact: true }) });
  }

  /** Presses the lower edge. */
  async forward(title: string, order: Pick<Order, 'order_number'>): Promise<void> {
    await this.card(title, numberOf(order)).locator('button.edge').click();
  }

  stands(title: string, order: Pick<Order, 'order_number'>): Promise<void> {
    return this.card(title, numberOf(order)).waitFor();
  }

  /** Opens all of it. */
  async open(order: Pick<Order, 'order_number'>): Promise<Locator> {
    await this.page
      .locator('article:not([inert])')
      .getByRole('button', { name: `More for ${numberOf(order)}`, exact: true })
      .click();
    return this.sheet;
  }

  get sheet(): Locator {
    return this.page.locator('order-sheet');
  }

  get live(): Promise<void> {
    return this.page.locator('board-bar .live.green').waitFor({ state: 'attached' });
  }

  says(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).filter({ visible: true }).first().waitFor();
  }
}

export const layCables = (tablets: number): Promise<readonly Cable[]> =>
  Promise.all(Array.from({ length: tablets }, () => Cable.lay()));

/** All that is real, a browser, and who works there. */
export class BoardWorld {
  private readonly tablets: Tablet[] = [];

  private constructor(
    readonly passline: SetUp,
    readonly browser: Browser,
    readonly cashier: Api,
    private readonly cables: readonly Cable[],
  ) {}

  /** Over the one program. @param tablets how many boards may be open at once */
  static async open(settings: Readonly<Record<string, string>> = {}, tablets = 2): Promise<BoardWorld> {
    const cables = await layCables(tablets);
    const start = { origins: cables.map(({ url }) => url), settings: { RATE_LIMITS: 'off', ...settings } };
    const [passline, browser] = await Promise.all([OneProgram.start(start), launchBrowser()]);
    return BoardWorld.around(passline, browser, cables);
  }

  /** @param cables one for each board that may be open at once, to be trusted */
  static async around(passline: SetUp, browser: Browser, cables: readonly Cable[]): Promise<BoardWorld> {
    for (const cable of cables) cable.plugInto(passline.url);
    return new BoardWorld(passline, browser, await Api.as(passline.url, 'cashier'), cables);
  }

  /** A board with someone logged in; closed with `leave`. */
  async tablet(account: string, view = '', options: BrowserContextOptions = {}): Promise<Tablet> {
    const cable = this.cables[this.tablets.length];
    if (cable === undefined) throw new Error('there are not so many tablets');
    cable.mend();
    const tablet = new Tablet(
      await openPage(this.browser, `${cable.url}/board${view}`, { viewport: lying, ...options }),
      cable,
    );
    this.tablets.push(tablet);
    await logIn(tablet.page, account);
    await tablet.live;
    return tablet;
  }

  /** Puts the tablets away. */
  async leave(): Promise<void> {
    for (const { page, cable } of this.tablets.splice(0)) {
      await page.context().close();
      cable.cut();
    }
  }

  /** A customer's own screen. */
  customer({ tracking_url }: Order): Promise<WatchedPage> {
    return openPage(this.browser, tracking_url);
  }

  async close(): Promise<void> {
    await this.leave();
    await this.browser.close();
    await this.passline.stop();
    await this.removeCables();
  }

  async removeCables(): Promise<void> {
    await Promise.all(this.cables.map((cable) => cable.remove()));
  }
}

export async function logIn(page: Page, account: string, password = demoPassword): Promise<void> {
  await page.getByLabel('User name').fill(account.includes('@') ? account : `${account}@demo.test`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** What a cook calls out. */
export const numberOf = ({ order_number }: Pick<Order, 'order_number'>): string =>
  String(Number(order_number.split('-')[1]));
