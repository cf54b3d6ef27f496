import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { TestBed } from '../bench/test-bed.ts';
import { account } from '../bench/programs.ts';
import { launchChromium } from '../chromium/chromium.ts';
import { RestaurantApi } from '../rush/restaurant-api.ts';
import { takeApi } from './api-picture.ts';
import { boardMoments } from './board-pictures.ts';
import { signInMoments } from './door-pictures.ts';
import { bringEmoji } from './emoji-font.ts';
import { insightsMoments } from './insights-pictures.ts';
import { noOrderMoments, ownOrderMoments, playCustomer } from './own-orders-pictures.ts';
import { mailboxMoments, managerMoments } from './people-pictures.ts';
import { playEvening } from './scene.ts';
import { desktop, lying, phone, Studio, upright } from './studio.ts';
import { takeCustomer } from './tracking-pictures.ts';

/** Messages do not wait long here: the mailbox is to be full. */
const settings = { NOTIFY_HOLD_MS: '500' };

interface Options {
  readonly all?: string;
}

/** The pictures of the guides, taken of the running program: look at them before they are committed. */
async function main({ all }: Options): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'passline-screenshots-'));
  await bringEmoji(folder);
  const testBed = await TestBed.prepare();
  const browser = await launchChromium();
  try {
    const { url } = await testBed.startPassline({ settings });
    const api = await RestaurantApi.logIn(url, account);
    const studio = new Studio(browser, url);
    await playEvening(testBed, api);
    const customers = all === undefined ? undefined : { folder: all, on: { phone, desktop } };
    const staff = all === undefined ? undefined : { folder: all, on: { upright, lying } };
    await studio.takeAll(boardMoments, staff);
    await takeCustomer(studio, testBed, api, all);
    await studio.takeAll([...managerMoments, ...insightsMoments], staff);
    await studio.takeAll([...mailboxMoments, ...signInMoments, ...noOrderMoments], customers);
    await playCustomer(url, api);
    await studio.takeAll(ownOrderMoments, customers);
    await takeApi(studio);
    api.close();
  } finally {
    await browser.close();
    await testBed.clear();
    await rm(folder, { recursive: true });
  }
}

function readOptions(argv: readonly string[]): Options {
  return new Command('screenshots')
    .description('Takes the pictures of the guides anew, of the running program.')
    .option(
      '--all <folder>',
      "also writes every page and state there, each light and dark: the customers' on a phone and at a desk, the board's on a tablet upright and lying",
    )
    .addHelpText('after', '\nBuilds nothing: run "npm run build" first.')
    .parse([...argv])
    .opts<Options>();
}

main(readOptions(process.argv)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
