import { LoadGenerator } from './load-generator.ts';
import { ManyRestaurants } from './many-restaurants.ts';
import { holdMessages } from './programs.ts';
import type { Say, Size } from './size.ts';
import { type Cost, costWords, rateOf, Spending } from './spending.ts';
import { standaloneDatabase, type TestBed } from './test-bed.ts';

/** Orders a second, the mean over the slices, and what one of them costs. */
export interface PlacingRun extends Cost {
  readonly orders: number;
}

const callers = 32;
/** In seconds. */
const slice = 1;

/**
 * As many orders as possible at a single restaurant, which gives each the next of its numbers: through the
 * API, each with an Idempotency-Key, and logged.
 */
export async function measurePlacing(testBed: TestBed, size: Size, say: Say): Promise<PlacingRun[]> {
  const passline = await testBed.startPassline({ settings: holdMessages, logged: true });
  const load = new LoadGenerator();
  const spending = new Spending(testBed, [passline]);
  const results: PlacingRun[] = [];
  try {
    const { url } = passline;
    const restaurant = await ManyRestaurants.found(testBed, { url, database: standaloneDatabase }, 1);
    const slices = async (count: number): Promise<number> => {
      let sum = 0;
      for (let turn = 0; turn < count; turn += 1) {
        const [token = ''] = await restaurant.tokens();
        sum += rateOf(
          await spending.during(() => load.ask('saturatePlacing', { url, token, callers, seconds: slice })),
        );
      }
      return sum / count;
    };
    await slices(size.warmUpSeconds / slice);
    spending.costOfOne();
    for (let run = 1; run <= size.runs; run += 1) {
      const result = { orders: await slices(size.throughputRounds), ...spending.costOfOne() };
      results.push(result);
      say(`run ${String(run)}: ${result.orders.toFixed(0)} orders/s; ${costWords('an order', result)}`);
    }
  } finally {
    await load.stop();
    await passline.stop();
  }
  return results;
}
