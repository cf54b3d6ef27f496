import { setTimeout as delay } from 'node:timers/promises';
import { startBareRoute } from './bare/bare-route.ts';
import type { BareTables } from './bare/bare-tables.ts';
import type { Ground } from './ground.ts';
import { LoadGenerator } from './load-generator.ts';
import { account, type PasslineProcess } from './passline-process.ts';
import type { Say, Size } from './size.ts';
import type { Throughput } from './load/load-tasks.ts';

/** Changes a second. */
export interface ThroughputRun {
  readonly ours: number;
  readonly fastify: number;
  readonly pg: number;
}

const callers = 32;
const connections = 10;
const changesPerOrder = 5;

/** A message leaves so long after its change, in ms: the default of NOTIFY_HOLD_MS and a little more. */
const messageHold = 8_500;
/** How long the messages of one run may take from then on, in ms. */
const patience = 15_000;
const lookEvery = 500;
/** The share of a core below which Passline does nothing but wait. */
const idleShare = 0.1;

/** As many changes as possible: through our API, through a bare route, and by bare `pg`, in turns. */
export async function measureThroughput(ground: Ground, tables: BareTables, size: Size, say: Say): Promise<ThroughputRun[]> {
  const passline = await ground.startPassline();
  const bare = await startBareRoute(tables);
  const load = new LoadGenerator();
  const results: ThroughputRun[] = [];
  const lanes = { ours: ourLane(load, passline.url), fastify: routeLane(load, tables, bare.url), pg: pgLane(load, tables) };
  try {
    for (let run = 0; run <= size.runs; run += 1) {
      const seconds = run === 0 ? size.warmUpSeconds : size.throughputSeconds;
      if (run > 0) await messagesAreThrough(passline);
      const measured = { fastify: await lanes.fastify(seconds), pg: await lanes.pg(seconds), ours: await lanes.ours(seconds) };
      // The first one warms up.
      if (run > 0) results.push(measured);
      say(`throughput: ${run === 0 ? 'warm-up' : `run ${String(run)}`}: Passline ${rounded(measured.ours)}/s, bare Fastify ${rounded(measured.fastify)}/s, bare pg ${rounded(measured.pg)}/s`);
    }
  } finally {
    await load.stop();
    await bare.stop();
    await passline.stop();
  }
  return results;
}

/** Lets the messages of the changes leave, so that their work does not fall into the other lanes' time. */
async function messagesAreThrough(passline: PasslineProcess): Promise<void> {
  await delay(messageHold);
  const until = performance.now() + patience;
  for (let before = await passline.cpuSeconds(), busy = 1; busy > idleShare && performance.now() < until; ) {
    await delay(lookEvery);
    const now = await passline.cpuSeconds();
    busy = ((now - before) * 1_000) / lookEvery;
    before = now;
  }
}

type Lane = (seconds: number) => Promise<number>;

/** Orders enough for a run, by what the run before could do. */
function enoughOrders(first: number): { for(seconds: number): number; saw(rate: number): void } {
  let seen = first;
  return {
    for: (seconds) => Math.ceil((seen * seconds * 1.5) / changesPerOrder) + callers,
    saw: (rate) => { seen = rate; },
  };
}

function ourLane(load: LoadGenerator, url: string): Lane {
  const enough = enoughOrders(1_000);
  return async (seconds) => {
    const orders = await load.ask('place', { url, account, count: enough.for(seconds), fulfilment: 'pickup' });
    const rate = rateOf(await load.ask('saturateApi', { url, account, orders, callers, seconds }));
    enough.saw(rate);
    return rate;
  };
}

function routeLane(load: LoadGenerator, tables: BareTables, url: string): Lane {
  const enough = enoughOrders(4_000);
  return async (seconds) => rateOf(await load.ask('saturateBareRoute', { url, orderIds: await tables.newOrders(enough.for(seconds)), callers, seconds }));
}

function pgLane(load: LoadGenerator, tables: BareTables): Lane {
  const enough = enoughOrders(8_000);
  const { serviceUrl: databaseUrl, restaurantId } = tables;
  return async (seconds) =>
    rateOf(await load.ask('saturatePg', { databaseUrl, restaurantId, orderIds: await tables.newOrders(enough.for(seconds)), connections, seconds }));
}

function rateOf({ changes, seconds, failed }: Throughput): number {
  if (failed > 0) throw new Error(`${String(failed)} of ${String(changes + failed)} changes failed: nothing can be said about speed`);
  return changes / seconds;
}

const rounded = (value: number): string => String(Math.round(value));

