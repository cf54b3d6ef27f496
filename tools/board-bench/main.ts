import { Command, InvalidArgumentError } from 'commander';
import type { Browser, Page } from 'playwright-core';
import { TestBed } from '../bench/test-bed.ts';
import { account } from '../bench/programs.ts';
import { launchChromium } from '../chromium/chromium.ts';
import type { Percentiles } from '../rush/percentiles.ts';
import { RestaurantApi } from '../rush/restaurant-api.ts';
import { type FastClock, nowBy, scriptOf, settingsOf } from './fast-clock.ts';
import { measureRush, type RushSize } from './measure-rush.ts';
import { measureScroll, type ScrollFigures } from './measure-scroll.ts';
import { measureTwoBoards } from './measure-two-boards.ts';
import { openBoard } from './open-board.ts';
import { fillBoard } from './fill-board.ts';
import type { PageWeight } from './weigh-page.ts';

interface Options extends RushSize {
  readonly open: number;
  readonly runs: number;
  readonly taps: number;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const one = (value: number): string => value.toFixed(1);

async function main({ open, runs, taps, ...rush }: Options): Promise<void> {
  const testBed = await TestBed.prepare();
  const browser = await launchChromium();
  try {
    if (runs > 0) await scroll(browser, testBed, open, runs);
    if (taps > 0) await compare(browser, testBed, taps);
    if (rush.hours > 0) await simulate(browser, testBed, rush);
  } finally {
    await browser.close();
    await testBed.clear();
  }
}

async function scroll(browser: Browser, testBed: TestBed, open: number, runs: number): Promise<void> {
  const passline = await testBed.startPassline();
  const api = await RestaurantApi.logIn(passline.url, account);
  const orders = await fillBoard(api, open);
  const page = await openBoard(browser, api.url, account);
  for (let run = 1; run <= runs; run += 1) print(scrollLine(await measureScroll(browser, page, api, orders)));
  await page.close();
  for (const orderId of orders) await api.change(orderId, { verb: 'cancel', body: { reason: 'other' } });
  api.close();
  await passline.stop();
}

const scrollLine = ({
  cards,
  frames,
  framesPerSecond,
  interval,
  script,
  overBudget,
}: ScrollFigures): string =>
  `scroll: ${String(cards)} cards, ${String(frames)} frames, ${one(framesPerSecond)} a second; from frame to frame ${spread(interval)}; script in a frame ${spread(script)}, over 16 ms: ${String(overBudget)}`;

async function compare(browser: Browser, testBed: TestBed, taps: number): Promise<void> {
  const passline = await testBed.startPassline();
  const api = await RestaurantApi.logIn(passline.url, account);
  const [tapping, watching] = [
    await openBoard(browser, api.url, account),
    await openBoard(browser, api.url, account),
  ];
  const { apart } = await measureTwoBoards(tapping, watching, api, taps);
  print(`two:    ${String(taps)} taps at one board, until the other shows the same: ${spread(apart)}`);
  await Promise.all([tapping.close(), watching.close()]);
  api.close();
  await passline.stop();
}

const spread = (values: Percentiles | null): string =>
  values ? `p50 ${one(values.p50)} p99 ${one(values.p99)} max ${one(values.max)} ms` : 'none';

/**
 * Page and program live by one fast clock, so that orders grow old, tokens end and finished orders leave as
 * on a long day.
 */
async function simulate(browser: Browser, testBed: TestBed, size: RushSize): Promise<void> {
  const clock: FastClock = { since: Date.now(), speed: size.speed };
  const { url } = await testBed.startPassline({ settings: settingsOf(clock) });
  const api = await RestaurantApi.logIn(url, account, undefined, () => nowBy(clock));
  const page = await openBoard(browser, url, account, scriptOf(clock));
  const renewals = countRenewals(page);
  const begun = nowBy(clock);
  print('rush:   hour  orders  cards  attached nodes  listeners  heap MB');
  const { before, after } = await measureRush(page, api, size, {
    onHour: ({ hour, orders, ...weight }) => print(weightLine(`${cell(hour, 4)} ${cell(orders, 7)}`, weight)),
  });
  print(weightLine('  all ended ', after));
  print(
    `        ${one((nowBy(clock) - begun) / 3_600_000)} h by the page's clock, ${String(renewals.count)} renewals of its token; detached nodes ${String(before.detached)} before and ${String(after.detached)} at the end; more at the end than before: ${String(after.attached - before.attached)} attached nodes, ${String(after.listeners - before.listeners)} listeners, ${one(after.heap - before.heap)} MB`,
  );
  await page.close();
  api.close();
}

function countRenewals(page: Page): { readonly count: number } {
  const renewals = { count: 0 };
  page.on('request', (request) => {
    if (request.url().endsWith('/auth/refresh')) renewals.count += 1;
  });
  return renewals;
}

const cell = (value: number | string, width: number): string => String(value).padStart(width);

const weightLine = (moment: string, { cards, attached, listeners, heap }: PageWeight): string =>
  `        ${moment} ${cell(cards, 6)} ${cell(attached, 15)} ${cell(listeners, 10)} ${cell(one(heap), 8)}`;

function readOptions(argv: readonly string[]): Options {
  return new Command('bench:board')
    .description(
      'Measures the staff board in Chromium: what a frame costs while 300 open orders are scrolled and go on changing, how soon a second board shows a tap, and what the page holds after a rush of twelve hours, run in minutes.',
    )
    .option('--open <number>', 'orders on the board that is scrolled', wholeNumber, 300)
    .option('--runs <number>', 'how often it is scrolled; 0 for not at all', wholeNumber, 3)
    .option('--taps <number>', 'at one of two boards; 0 for none', wholeNumber, 50)
    .option('--hours <number>', 'of rush; 0 for none', wholeNumber, 12)
    .option('--orders-per-hour <number>', 'in the rush', wholeNumber, 120)
    .option('--speed <number>', 'of the clocks in the rush', wholeNumber, 180)
    .addHelpText('after', '\nBuilds nothing: run "npm run build" first. Leave the machine alone meanwhile.')
    .parse([...argv])
    .opts<Options>();
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('It must be a whole number.');
  return value;
}

main(readOptions(process.argv)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
