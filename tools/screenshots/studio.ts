import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { account } from '../bench/programs.ts';

const images = join(import.meta.dirname, '../../../docs/images');

export const lying: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const upright: BrowserContextOptions = { viewport: { width: 768, height: 1024 } };
export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };

export const schemes = ['light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

/** Where pictures are taken: a browser before the running program. */
export class Studio {
  constructor(
    private readonly browser: Browser,
    readonly url: string,
  ) {}

  /** @param prepare what is done before it is gone to */
  async page(path: string, options: BrowserContextOptions, prepare: (fresh: Page) => Promise<unknown> = async () => undefined): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Manila', ...options });
    const page = await context.newPage();
    await prepare(page);
    await page.goto(new URL(path, this.url).href);
    return page;
  }

  /** A board with someone of the demo restaurant logged in. */
  async board(role: string, view: string, options: BrowserContextOptions = lying): Promise<Page> {
    const page = await this.page(`/board${view}`, options);
    await page.getByLabel('User name').fill(`${role}@demo.test`);
    await page.getByLabel('Password').fill(account.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.locator('board-bar .live.green').waitFor({ state: 'attached' });
    return page;
  }

  /** Into docs/images; the page is closed. */
  async take(name: string, page: Page): Promise<void> {
    await this.keep(name, await this.shoot(page));
  }

  /** The page is closed. */
  async shoot(page: Page, { fullPage = false } = {}): Promise<Buffer> {
    await page.evaluate('document.fonts.ready');
    const picture = await page.screenshot({ animations: 'disabled', caret: 'hide', fullPage });
    await page.context().close();
    return picture;
  }

  /** Into docs/images. */
  async keep(name: string, picture: Buffer): Promise<void> {
    await this.keepIn(images, name, picture);
    process.stdout.write(`docs/images/${name}.png\n`);
  }

  async keepIn(folder: string, name: string, picture: Buffer): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${name}.png`), picture);
  }
}
