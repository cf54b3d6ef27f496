import { sql } from '#libs/postgres';
import { FollowedLane, latencyOf, type LatencyRun } from './measure-latency.ts';
import { LoadGenerator } from './load-generator.ts';
import { ManyRestaurants } from './many-restaurants.ts';
import { holdMessages } from './programs.ts';
import type { Say, Size } from './size.ts';
import { standaloneDatabase, type TestBed } from './test-bed.ts';

/** How long what was due at one moment took, in ms, and what changes met before it and meanwhile. */
export interface TimersRun {
  readonly took: number;
  readonly before: LatencyRun;
  readonly meanwhile: LatencyRun;
}

/** Orders whose deadline passes at one moment. */
export const timersAtOnce = 10_000;
const restaurantCount = 200;
/** Changes of other orders, a second. */
const rate = 50;
/** In seconds: until the deadline, longer than a worker sleeps, and for how long there are changes before. */
const [lead, around] = [7, 8];
/** In ms. */
const lookEvery = 50;
const patience = 120_000;

/** Orders that nobody accepts, rejected all at one moment, while customers follow others. */
export async function measureTimers(testBed: TestBed, size: Size, say: Say): Promise<TimersRun[]> {
  const passline = await testBed.startPassline({ settings: holdMessages, logged: true });
  const load = new LoadGenerator();
  const results: TimersRun[] = [];
  try {
    const { url } = passline;
    const restaurants = await ManyRestaurants.found(
      testBed,
      { url, database: standaloneDatabase },
      restaurantCount,
    );
    await keepDeadline(testBed, restaurants.restaurantIds);
    const lane = new FollowedLane(load, { api: url, sockets: url }, size.sockets);
    await lane.run(rate, size.warmUpSeconds, 0);
    for (let run = 1; run <= size.runs; run += 1) {
      await load.ask('placeAtMany', { url, tokens: await restaurants.tokens(), count: timersAtOnce });
      const before = latencyOf(await lane.run(rate, around, run));
      const done = passDeadline(testBed);
      const meanwhile = latencyOf(await lane.run(rate, lead + around, run));
      const result = { took: await done, before, meanwhile };
      results.push(result);
      say(`run ${String(run)}: ${wordsFor(result)}`);
    }
  } finally {
    await load.stop();
    await passline.stop();
  }
  return results;
}

/** Far off: the deadlines are moved to one moment once all orders are there. */
const keepDeadline = (testBed: TestBed, restaurantIds: readonly string[]): Promise<unknown> =>
  testBed.session(standaloneDatabase, (client) =>
    client.query(sql`UPDATE passline.restaurants SET policies = '{"accept_within_seconds": 3600}'
      WHERE restaurant_id = ANY (${restaurantIds}::uuid[])`),
  );

/**
 * @returns how long after the moment the last of them was done, in ms
 * @throws Error where that takes for ever
 */
const passDeadline = (testBed: TestBed): Promise<number> =>
  testBed.session(standaloneDatabase, async (client) => {
    const dueAt = Date.now() + lead * 1_000;
    const moved = await client.query(
      sql`UPDATE passline.timers SET due_at = ${new Date(dueAt)} WHERE kind = 'accept'`,
    );
    if (moved.rowCount !== timersAtOnce)
      throw new Error(`${String(moved.rowCount)} deadlines wait where ${String(timersAtOnce)} were set`);
    for (;;) {
      const { rows } = await client.query(sql`SELECT FROM passline.timers WHERE kind = 'accept' LIMIT 1`);
      const took = Date.now() - dueAt;
      if (rows.length === 0) return took;
      if (took > patience) throw new Error('what was due is not done after two minutes');
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
  });

const wordsFor = ({ took, before, meanwhile }: TimersRun): string =>
  `${String(timersAtOnce)} deadlines in ${(took / 1_000).toFixed(1)} s; POST → socket p99 ${before.p99.toFixed(1)} ms before, ${meanwhile.p99.toFixed(1)} ms meanwhile`;
