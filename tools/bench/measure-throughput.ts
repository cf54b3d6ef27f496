import { startBareRoute } from './bare/bare-route.ts';
import type { BareTables } from './bare/bare-tables.ts';
import { LoadGenerator } from './load-generator.ts';
import { ManyRestaurants } from './many-restaurants.ts';
import type { ProgramProcess } from './program-process.ts';
import { holdMessages } from './programs.ts';
import type { Say, Size } from './size.ts';
import { type Cost, costWords, rateOf, Spending } from './spending.ts';
import { standaloneDatabase, type TestBed } from './test-bed.ts';
import { alternating, type Lanes, meanOf, medianRatio } from './alternating.ts';

/** Changes a second, each lane's mean over its slices. */
export interface ThroughputRun extends Cost {
  readonly ours: number;
  readonly fastify: number;
  readonly pg: number;
  /** Of Passline to bare Fastify: the median over the rounds, each of neighbouring slices. */
  readonly ratio: number;
}

type LaneName = 'ours' | 'fastify' | 'pg';

const callers = 32;
const restaurantCount = 200;
const connections = 10;
const changesPerOrder = 5;
/** In seconds. */
const slice = 1;
/** What takes the changes. */
export interface Served {
  /** Where they are sent. */
  readonly url: string;
  /** All of Passline's. */
  readonly processes: readonly ProgramProcess[];
  /** The one that it works on, by its name. */
  readonly database: string;
}

/** As many changes as possible, through the program of `npm start`. */
export async function measureThroughput(testBed: TestBed, size: Size, say: Say): Promise<ThroughputRun[]> {
  const tables = await testBed.bareTables();
  const passline = await testBed.startPassline({ settings: holdMessages, logged: true });
  const served = { url: passline.url, processes: [passline], database: standaloneDatabase };
  return throughputOf(testBed, served, tables, { size, say }).finally(() => passline.stop());
}

/**
 * As many changes as possible: through our API, through a bare route, and by bare `pg`, in short slices that
 * take turns. Ours are of orders of many restaurants, each with an Idempotency-Key, and logged.
 */
export async function throughputOf(
  testBed: TestBed,
  served: Served,
  tables: BareTables,
  { size, say }: { readonly size: Size; readonly say: Say },
): Promise<ThroughputRun[]> {
  const restaurants = await ManyRestaurants.found(testBed, served, restaurantCount);
  const bare = await startBareRoute(tables);
  const load = new LoadGenerator();
  const results: ThroughputRun[] = [];
  const spending = new Spending(testBed, served.processes);
  const lanes: Lanes<LaneName> = {
    ours: ourLane(load, restaurants, spending, served.url),
    fastify: routeLane(load, tables, bare.url),
    pg: pgLane(load, tables),
  };
  try {
    await alternating(lanes, size.warmUpSeconds / slice);
    spending.costOfOne();
    for (let run = 1; run <= size.runs; run += 1) {
      const result = runOf(await alternating(lanes, size.throughputRounds), spending.costOfOne());
      results.push(result);
      say(`run ${String(run)}: ${wordsFor(result)}`);
    }
  } finally {
    await load.stop();
    await bare.stop();
  }
  return results;
}

function runOf(rounds: readonly Readonly<Record<LaneName, number>>[], cost: Cost): ThroughputRun {
  return {
    ...cost,
    ours: meanOf(rounds, 'ours'),
    fastify: meanOf(rounds, 'fastify'),
    pg: meanOf(rounds, 'pg'),
    ratio: medianRatio(rounds, 'ours', 'fastify'),
  };
}

const wordsFor = (run: ThroughputRun): string =>
  [
    `Passline ${rounded(run.ours)}/s, bare Fastify ${rounded(run.fastify)}/s, bare pg ${rounded(run.pg)}/s`,
    `Passline to Fastify ${run.ratio.toFixed(2)}`,
    costWords('a change', run),
  ].join('; ');

/** Orders enough for a slice, by what the slice before could do. */
function enoughOrders(first: number): { now(): number; saw(rate: number): void } {
  let seen = first;
  return {
    now: () => Math.ceil((seen * slice * 1.5) / changesPerOrder) + callers,
    saw: (rate) => {
      seen = rate;
    },
  };
}

function ourLane(
  load: LoadGenerator,
  restaurants: ManyRestaurants,
  spending: Spending,
  url: string,
): () => Promise<number> {
  const enough = enoughOrders(2_000);
  return async () => {
    const tokens = await restaurants.tokens();
    const orders = await load.ask('placeAtMany', { url, tokens, count: enough.now() });
    const rate = rateOf(
      await spending.during(() => load.ask('saturateApi', { url, orders, callers, seconds: slice })),
    );
    enough.saw(rate);
    return rate;
  };
}

function routeLane(load: LoadGenerator, tables: BareTables, url: string): () => Promise<number> {
  const enough = enoughOrders(4_000);
  return async () => {
    const rate = rateOf(
      await load.ask('saturateBareRoute', {
        url,
        orderIds: await tables.newOrders(enough.now()),
        callers,
        seconds: slice,
      }),
    );
    enough.saw(rate);
    return rate;
  };
}

function pgLane(load: LoadGenerator, tables: BareTables): () => Promise<number> {
  const enough = enoughOrders(8_000);
  const { serviceUrl: databaseUrl, restaurantId } = tables;
  return async () => {
    const rate = rateOf(
      await load.ask('saturatePg', {
        databaseUrl,
        restaurantId,
        orderIds: await tables.newOrders(enough.now()),
        connections,
        seconds: slice,
      }),
    );
    enough.saw(rate);
    return rate;
  };
}

const rounded = (value: number): string => String(Math.round(value));
