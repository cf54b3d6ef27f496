import 'reflect-metadata';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import cliProgress from 'cli-progress';
import color from 'picocolors';
import { connectDatabase } from '../../apps/orders/src/index.ts';
import { readArguments, type ReplayOptions } from './arguments.ts';
import { coverageChart, svg, widthChart, windowsChart } from './charts.ts';
import { databaseOrders } from './database-orders.ts';
import { databaseTable } from './database-table.ts';
import { runKitchen } from './figures.ts';
import { withoutDishes } from './finished-order.ts';
import { withFigures } from './page.ts';
import { replay } from './replay.ts';
import { kitchens } from './simulation/kitchens.ts';
import { simulate } from './simulation/simulate.ts';
import { type Summary, summaryOf } from './summary.ts';
import { coverageTable, markdown, plain, rulesTable, type Table, widthTable } from './tables.ts';

const docs = join(import.meta.dirname, '../../../docs');
const pictures = join(docs, 'images/estimate');
const stage = 'preparation';
/** Whose pictures are drawn. */
const pictured = 1;

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const say = (text: string): void => void process.stderr.write(`${color.dim(text)}\n`);

async function main(options: ReplayOptions): Promise<void> {
  if (options.database !== undefined) await replayDatabase(options.database);
  else await replaySimulated(options);
}

async function replayDatabase(url: string): Promise<void> {
  const database = await connectDatabase({ DATABASE_URL: url });
  try {
    const orders = await databaseOrders(database, (read) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${String(read)} orders read`);
    });
    if (process.stderr.isTTY) process.stderr.write('\n');
    print(plain(databaseTable(orders)));
  } finally {
    await database.close();
  }
}

async function replaySimulated(options: ReplayOptions): Promise<void> {
  const { seeds, orders, write } = options;
  const summaries = simulateAll(options);
  const tables = [coverageTable(summaries), widthTable(summaries), rulesTable(summaries)];
  print(tables.map(plain).join('\n\n'));
  if (!write) return;
  await writePage(tables, `${String(seeds)} simulations of each kitchen, ${String(orders)} orders each.`);
  await drawPictures(options, summaries);
  say('docs/estimate.md has the figures, docs/images/estimate the pictures');
}

function simulateAll({ seeds, orders, dishes }: ReplayOptions): Summary[] {
  const bar = new cliProgress.SingleBar(
    {
      format: `  ${color.cyan('{bar}')} {value}/{total} simulations   {eta_formatted} left`,
      hideCursor: true,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(kitchens.length * seeds, 0);
  try {
    return kitchens.map((kitchen) => {
      const runs = Array.from({ length: seeds }, (_, place) => {
        const run = runKitchen(kitchen, { orders, seed: place + 1, stage, dishes });
        bar.increment();
        return run;
      });
      return summaryOf(kitchen.title, runs);
    });
  } finally {
    bar.stop();
  }
}

async function writePage(tables: readonly Table[], source: string): Promise<void> {
  const page = join(docs, 'estimate.md');
  const block = [source, ...tables.map(markdown)].join('\n\n');
  await writeFile(page, withFigures(await readFile(page, 'utf8'), block));
}

async function drawPictures({ orders }: ReplayOptions, summaries: readonly Summary[]): Promise<void> {
  const replayed = kitchens.map((kitchen) => ({
    kitchen,
    promised: replay(simulate(kitchen, orders, pictured).map(withoutDishes), stage),
  }));
  const [cafe] = replayed;
  const charts = {
    coverage: coverageChart(replayed),
    width: widthChart(summaries),
    ...(cafe && { windows: windowsChart(cafe, { from: 940, to: 1140 }) }),
  };
  await mkdir(pictures, { recursive: true });
  for (const [name, chart] of Object.entries(charts))
    await writeFile(join(pictures, `${name}.svg`), `${await svg(chart)}\n`);
}

main(readArguments(process.argv)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
