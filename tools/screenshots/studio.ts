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

/** Something that a picture is taken of. */
export interface Moment {
  readonly name: string;
  /** Goes there, until there is nothing left to wait for. */
  readonly open: (studio: Studio, options: BrowserContextOptions) => Promise<Page>;
  /** Puts back what it changed. */
  readonly leave?: (page: Page) => Promise<unknown>;
  /** How it is taken for the guides, if it stands in one. */
  readonly inGuide?: BrowserContextOptions;
  /** Another one shows the same. */
  readonly inGuideOnly?: true;
}

/** Where pictures are taken: a browser before the running program. */
export class Studio {
  constructor(
    private readonly browser: Browser,
    readonly url: string,
  ) {}

  /** @param prepare what is done before it is gone to */
  async page(
    path: string,
    options: BrowserContextOptions,
    prepare: (fresh: Page) => Promise<unknown> = async () => undefined,
  ): Promise<Page> {
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

  /**
   * Takes those of the guides.
   * @param everything where each is taken too: in this folder, on each of these, light and dark
   */
  async takeAll(
    moments: readonly Moment[],
    everything?: { readonly folder: string; readonly on: Readonly<Record<string, BrowserContextOptions>> },
  ): Promise<void> {
    for (const moment of moments) {
      if (moment.inGuide) await this.keep(moment.name, await this.#picture(moment, moment.inGuide));
      if (moment.inGuideOnly) continue;
      for (const [device, options] of Object.entries(everything?.on ?? {})) {
        for (const colorScheme of schemes)
          await this.keepIn(
            join(everything?.folder ?? '', `${device}-${colorScheme}`),
            moment.name,
            await this.#picture(moment, { ...options, colorScheme }),
          );
      }
    }
  }

  async #picture({ open, leave }: Moment, options: BrowserContextOptions): Promise<Buffer> {
    return this.shoot(await open(this, options), { leave });
  }

  /** Into docs/images; the page is closed. */
  async take(name: string, page: Page): Promise<void> {
    await this.keep(name, await this.shoot(page));
  }

  /** The page is closed. */
  async shoot(
    page: Page,
    { fullPage = false, leave }: { readonly fullPage?: boolean; readonly leave?: Moment['leave'] } = {},
  ): Promise<Buffer> {
    await page.evaluate('document.fonts.ready');
    const picture = await page.screenshot({ animations: 'disabled', caret: 'hide', fullPage });
    await leave?.(page);
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
