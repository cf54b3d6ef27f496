import { percentilesOf } from '../rush/percentiles.ts';
import { LoadGenerator } from './load-generator.ts';
import { changesAtMost, FilledPassline } from './scale/filled-passline.ts';
import { type Operation, operations } from './scale/operations.ts';
import type { Say, Size } from './size.ts';
import type { TestBed } from './test-bed.ts';
import { alternating, type Lanes, medianRatio } from './alternating.ts';

/** Few orders and many. */
export type Amount = 'few' | 'many';

/** Of one operation, in ms. */
export interface OperationRun {
  readonly p50: Readonly<Record<Amount, number>>;
  readonly p99: Readonly<Record<Amount, number>>;
  /** Of the p50 with many orders to that with few: the median over the rounds. */
  readonly ratio: number;
}
export type ScaleRun = Readonly<Record<Operation, OperationRun>>;

export const fewOrders = 10_000;

/** So many runs there are orders for, beside the turn that warms up. */
export const mostRuns = ({ scaleRounds, scaleRequests }: Size): number =>
  Math.floor((Math.floor(changesAtMost / scaleRequests) - 1) / scaleRounds);

/** The same operations on a database with few orders and on one with many, in turns. */
export async function measureScale(testBed: TestBed, size: Size, say: Say): Promise<ScaleRun[]> {
  const opened = new Map<string, FilledPassline>();
  const load = new LoadGenerator();
  const open = async (database: string, orders: number): Promise<FilledPassline> => {
    const filled = await FilledPassline.open(testBed, { database, orders, load }, say);
    opened.set(database, filled);
    return filled;
  };
  const results: ScaleRun[] = [];
  try {
    const passlines = {
      few: await open('scale_few', fewOrders),
      many: await open('scale_many', size.manyOrders),
    };
    for (const operation of operations) await roundsOf(operation, passlines, size, 1);
    for (let run = 1; run <= size.runs; run += 1)
      results.push(await runOf(passlines, size, (line) => say(`run ${String(run)}: ${line}`)));
  } finally {
    await load.stop();
    for (const [database, one] of opened) {
      await one.stop();
      await testBed.drop(database);
    }
  }
  return results;
}

type Passlines = Readonly<Record<Amount, FilledPassline>>;

async function runOf(passlines: Passlines, size: Size, say: Say): Promise<ScaleRun> {
  const byOperation: Partial<Record<Operation, OperationRun>> = {};
  for (const operation of operations) {
    const result = operationRun(await roundsOf(operation, passlines, size, size.scaleRounds));
    byOperation[operation] = result;
    say(wordsFor(operation, result));
  }
  return byOperation as ScaleRun;
}

function roundsOf(
  operation: Operation,
  { few, many }: Passlines,
  { scaleRequests }: Size,
  rounds: number,
): Promise<Record<Amount, readonly number[]>[]> {
  const lanes: Lanes<Amount, readonly number[]> = {
    few: () => few.latencies(operation, scaleRequests),
    many: () => many.latencies(operation, scaleRequests),
  };
  return alternating(lanes, rounds);
}

function operationRun(rounds: readonly Readonly<Record<Amount, readonly number[]>>[]): OperationRun {
  const all = (amount: Amount) => ranked(rounds.flatMap((round) => round[amount]));
  const [few, many] = [all('few'), all('many')];
  const p50s = rounds.map((round) => ({ few: ranked(round.few).p50, many: ranked(round.many).p50 }));
  return {
    p50: { few: few.p50, many: many.p50 },
    p99: { few: few.p99, many: many.p99 },
    ratio: medianRatio(p50s, 'many', 'few'),
  };
}

function ranked(latencies: readonly number[]): { readonly p50: number; readonly p99: number } {
  const percentiles = percentilesOf(latencies);
  if (percentiles === null) throw new Error('nothing was asked');
  return percentiles;
}

const wordsFor = (operation: Operation, { p50, p99, ratio }: OperationRun): string =>
  `${operation}: p50 ${p50.few.toFixed(2)} and ${p50.many.toFixed(2)} ms, ${ratio.toFixed(2)}; p99 ${p99.few.toFixed(1)} and ${p99.many.toFixed(1)} ms`;
