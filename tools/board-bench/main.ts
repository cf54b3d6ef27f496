import { Command, InvalidArgumentError } from 'commander';
import type { Browser } from 'playwright-core';
import { Ground } from '../bench/ground.ts';
import { account } from '../bench/programs.ts';
import { launchChromium } from '../chromium/chromium.ts';
import type { Percentiles } from '../rush/percentiles.ts';
import { RestaurantApi } from '../rush/restaurant-api.ts';
import { type HourFigures, measureRush, type RushSize } from './measure-rush.ts';
import { measureScroll, type ScrollFigures } from './measure-scroll.ts';
import { openBoard } from './open-board.ts';
import { fillBoard } from './fill-board.ts';

interface Options extends RushSize {
  readonly open: number;
  readonly runs: number;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const one = (value: number): string => value.toFixed(1);

async function main({ open, runs, ...rush }: Options): Promise<void> {
  const ground = await Ground.prepare();
  const browser = await launchChromium();
  try {
    const { url } = await ground.startPassline();
    const api = await RestaurantApi.logIn(url, account);
    await scroll(browser, api, open, runs);
    if (rush.hours > 0) await simulate(browser, api, rush);
    api.close();
  } finally {
    await browser.close();
    await ground.clear();
  }
}

async function scroll(browser: Browser, api: RestaurantApi, open: number, runs: number): Promise<void> {
  const orders = await fillBoard(api, open);
  const page = await openBoard(browser, api.url, account);
  for (let run = 1; run <= runs; run += 1) print(scrollLine(await measureScroll(browser, page, api, orders)));
  await page.close();
  for (const orderId of orders) await api.change(orderId, { verb: 'cancel', body: { reason: 'other' } });
}

const scrollLine = ({ cards, frames, framesPerSecond, interval, script, overBudget }: ScrollFigures): string =>
  `scroll: ${String(cards)} cards, ${String(frames)} frames, ${one(framesPerSecond)} a second; from frame to frame ${spread(interval)}; script in a frame ${spread(script)}, over 16 ms: ${String(overBudget)}`;

const spread = (values: Percentiles | null): string => (values ? `p50 ${one(values.p50)} p99 ${one(values.p99)} max ${one(values.max)} ms` : 'none');

async function simulate(browser: Browser, api: RestaurantApi, size: RushSize): Promise<void> {
  const page = await openBoard(browser, api.url, account);
  print('rush:   hour  orders  heap MB  nodes  listeners  cards');
  const hours = await measureRush(page, api, size, (figures) => print(hourLine(figures)));
  const [warm, last] = [hours[1], hours.at(-1)];
  if (warm && last) print(`        from hour 1 to hour ${String(last.hour)}: ${one(last.heap - warm.heap)} MB, ${String(last.nodes - warm.nodes)} nodes, ${String(last.listeners - warm.listeners)} listeners`);
  await page.close();
}

const hourLine = ({ hour, orders, heap, nodes, listeners, cards }: HourFigures): string =>
  `        ${[hour, orders, one(heap), nodes, listeners, cards].map((cell, column) => String(cell).padStart([4, 7, 8, 6, 10, 6][column] ?? 0)).join(' ')}`;

function readOptions(argv: readonly string[]): Options {
  return new Command('bench:board')
    .description('Measures the staff board in Chromium: what a frame costs while 300 open orders are scrolled and go on changing, and what the page holds after a rush of twelve hours, run in minutes.')
    .option('--open <number>', 'orders on the board that is scrolled', wholeNumber, 300)
    .option('--runs <number>', 'how often it is scrolled', wholeNumber, 3)
    .option('--hours <number>', 'of rush; 0 for none', wholeNumber, 12)
    .option('--orders-per-hour <number>', 'in the rush', wholeNumber, 120)
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
