import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { account } from '../bench/programs.ts';

const images = join(import.meta.dirname, '../../../docs/images');

export const lying: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const upright: BrowserContextOptions = { viewport: { width: 768, height: 1024 } };
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };

/** Where pictures are taken: a browser before the running program. */
export class Studio {
  constructor(
    private readonly browser: Browser,
    readonly url: string,
  ) {}

  async page(path: string, options: BrowserContextOptions): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Manila', ...options });
    const page = await context.newPage();
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
    await mkdir(images, { recursive: true });
    await page.evaluate('document.fonts.ready');
    await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled', caret: 'hide' });
    await page.context().close();
    process.stdout.write(`docs/images/${name}.png\n`);
  }
}
