import { setTimeout as delay } from 'node:timers/promises';
import { startBareRoute } from './bare/bare-route.ts';
import type { BareTables } from './bare/bare-tables.ts';
import type { Ground } from './ground.ts';
import type { Throughput } from './load/load-tasks.ts';
import { LoadGenerator } from './load-generator.ts';
import type { ProgramProcess } from './program-process.ts';
import { account } from './programs.ts';
import type { Say, Size } from './size.ts';
import { inTurns, type Lanes, meanOf, medianRatio } from './turns.ts';

/** Changes a second, each lane's mean over its slices. */
export interface ThroughputRun {
  readonly ours: number;
  readonly fastify: number;
  readonly pg: number;
  /** Of Passline to bare Fastify: the median over the rounds, each of neighbouring slices. */
  readonly ratio: number;
}

type LaneName = 'ours' | 'fastify' | 'pg';

const callers = 32;
const connections = 10;
const changesPerOrder = 5;
/** In seconds. */
const slice = 1;
/** Longer than the benchmark: no message leaves within it, so that the work of sending falls into nobody's slice. */
const holdMessages = { NOTIFY_HOLD_MS: '3600000' };

/** How long the events of a slice may take to be published and taken in, in ms. */
const patience = 15_000;
const lookEvery = 100;
/** The share of a core below which Passline does nothing but wait. */
const idleShare = 0.1;

/** As many changes as possible: through our API, through a bare route, and by bare `pg`, in short slices that take turns. */
export async function measureThroughput(
  ground: Ground,
  tables: BareTables,
  size: Size,
  say: Say,
): Promise<ThroughputRun[]> {
  const passline = await ground.startPassline({ settings: holdMessages });
  const bare = await startBareRoute(tables);
  const load = new LoadGenerator();
  const results: ThroughputRun[] = [];
  const lanes: Lanes<LaneName> = {
    ours: ourLane(load, passline),
    fastify: routeLane(load, tables, bare.url),
    pg: pgLane(load, tables),
  };
  try {
    await inTurns(lanes, size.warmUpSeconds / slice);
    for (let run = 1; run <= size.runs; run += 1) {
      const result = runOf(await inTurns(lanes, size.throughputRounds));
      results.push(result);
      say(`run ${String(run)}: ${wordsFor(result)}`);
    }
  } finally {
    await load.stop();
    await bare.stop();
    await passline.stop();
  }
  return results;
}

function runOf(rounds: readonly Readonly<Record<LaneName, number>>[]): ThroughputRun {
  return {
    ours: meanOf(rounds, 'ours'),
    fastify: meanOf(rounds, 'fastify'),
    pg: meanOf(rounds, 'pg'),
    ratio: medianRatio(rounds, 'ours', 'fastify'),
  };
}

const wordsFor = ({ ours, fastify, pg, ratio }: ThroughputRun): string =>
  `Passline ${rounded(ours)}/s, bare Fastify ${rounded(fastify)}/s, bare pg ${rounded(pg)}/s; Passline to Fastify ${ratio.toFixed(2)}`;

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

function ourLane(load: LoadGenerator, passline: ProgramProcess): () => Promise<number> {
  const enough = enoughOrders(2_000);
  const { url } = passline;
  return async () => {
    const orders = await load.ask('place', { url, account, count: enough.now(), fulfilment: 'pickup' });
    await quiet(passline);
    const rate = rateOf(await load.ask('saturateApi', { url, account, orders, callers, seconds: slice }));
    enough.saw(rate);
    await quiet(passline);
    return rate;
  };
}

/** Lets Passline finish what its relay and its consumers have in hand, so that it does not fall into another lane's slice. */
async function quiet(passline: ProgramProcess): Promise<void> {
  const spent = (): Promise<number> => passline.metric('process_cpu_seconds_total');
  const until = performance.now() + patience;
  for (let before = await spent(), busy = 1; busy > idleShare && performance.now() < until;) {
    await delay(lookEvery);
    const now = await spent();
    busy = ((now - before) * 1_000) / lookEvery;
    before = now;
  }
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

function rateOf({ changes, seconds, failed }: Throughput): number {
  if (failed > 0)
    throw new Error(
      `${String(failed)} of ${String(changes + failed)} changes failed: nothing can be said about speed`,
    );
  return changes / seconds;
}

const rounded = (value: number): string => String(Math.round(value));
