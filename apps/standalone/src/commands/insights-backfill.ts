import 'reflect-metadata';
import cliProgress from 'cli-progress';
import { Command } from 'commander';
import color from 'picocolors';
import { backfill, type BackfillSource, connectInsights } from '../../../insights/src/index.ts';
import {
  connectDatabase,
  countOrders,
  readRecordedEvents,
  readRestaurantFacts,
  writeLearnedTimes,
} from '../../../orders/src/index.ts';
import { type CommandDatabase, fail, onDatabase } from './command-database.ts';

type OrdersDatabase = Awaited<ReturnType<typeof connectDatabase>>;

/** Orders that are read at once, and written down in one transaction. */
const bite = 500;

async function fill({ serviceUrl, adminUrl }: CommandDatabase): Promise<void> {
  const orders = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
  const insights = await connectInsights({ url: serviceUrl, adminUrl });
  // Drawn on a terminal alone.
  const bar = new cliProgress.SingleBar({ format: '{bar} {value} of {total} orders', hideCursor: true });
  try {
    bar.start(await countOrders(orders), 0);
    const onProgress = (read: number): void => {
      bar.update(read);
    };
    const sum = await backfill(insights, sourceIn(orders), { onProgress, signal: brokenOff() }).finally(
      () => {
        bar.stop();
      },
    );
    const { recorded, learned, isComplete } = sum;
    const read = `${String(sum.orders)} orders read, ${String(recorded)} events written down`;
    if (isComplete) process.stdout.write(`${color.green('Done')}: ${read}, ${learnedOf(learned)}.\n`);
    else process.stdout.write(`${color.yellow('Broken off')}: ${read}. Run it again to go on from here.\n`);
    if (!isComplete) process.exitCode = 130;
  } finally {
    await Promise.all([orders.close(), insights.close()]);
  }
}

const sourceIn = (orders: OrdersDatabase): BackfillSource => ({
  eventsAfter: (orderId) => readRecordedEvents(orders, orderId, bite),
  restaurants: (ids) => readRestaurantFacts(orders, ids),
  putLearnedTimes: (times) => writeLearnedTimes(orders, times, Date.now()),
});

const learnedOf = (kitchens: number): string =>
  kitchens === 1 ? '1 table of times learned' : `${String(kitchens)} tables of times learned`;

/** The bite in hand is still written: all of it, or, after a second Ctrl-C, nothing. */
function brokenOff(): AbortSignal {
  const stopping = new AbortController();
  process.once('SIGINT', () => {
    stopping.abort();
  });
  return stopping.signal;
}

await new Command('npm run insights:backfill --')
  .description(
    'Reads the history of all orders, writes down for insights what it has not heard, and learns from it how long orders take. Safe to break off and to run again, also beside running services.',
  )
  .action(() => onDatabase(fill))
  .parseAsync()
  .catch(fail);
