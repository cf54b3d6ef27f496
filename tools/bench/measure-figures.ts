import { percentilesOf } from '../rush/percentiles.ts';
import { RestaurantApi } from '../rush/restaurant-api.ts';
import { account, holdMessages } from './programs.ts';
import { fillYear } from './scale/fill-year.ts';
import type { Say, Size } from './size.ts';
import { standaloneDatabase, type TestBed } from './test-bed.ts';

/** What a manager asks for. */
export const reports = ['summary', 'stages', 'promises', 'hours', 'reasons', 'feedback'] as const;
export type Report = (typeof reports)[number];

/** Until the answer, in ms. */
export type FiguresRun = Readonly<Record<Report, { readonly p50: number; readonly largest: number }>>;

const asked = 10;

/** Each of the figures over a year in which one restaurant had so many orders, through the API. */
export async function measureFigures(testBed: TestBed, size: Size, say: Say): Promise<FiguresRun[]> {
  const passline = await testBed.startPassline({ settings: holdMessages });
  const manager = await RestaurantApi.logIn(passline.url, { ...account, username: 'manager@demo.test' });
  const results: FiguresRun[] = [];
  try {
    say(`filling ${String(size.manyOrders)} orders of a year …`);
    await testBed.session(standaloneDatabase, (client) => fillYear(client, size.manyOrders));
    const ask = async (report: Report): Promise<number> =>
      askFor(passline.url, await manager.token(), report);
    for (const report of reports) await ask(report);
    for (let run = 1; run <= size.runs; run += 1) {
      const result = await runOf(ask);
      results.push(result);
      say(`run ${String(run)}: ${reports.map((report) => wordsFor(report, result)).join('; ')}`);
    }
  } finally {
    manager.close();
    await passline.stop();
  }
  return results;
}

async function runOf(ask: (report: Report) => Promise<number>): Promise<FiguresRun> {
  const found: Partial<Record<Report, FiguresRun[Report]>> = {};
  for (const report of reports) {
    const took: number[] = [];
    for (let turn = 0; turn < asked; turn += 1) took.push(await ask(report));
    found[report] = { p50: percentilesOf(took)?.p50 ?? Number.NaN, largest: Math.max(...took) };
  }
  return found as FiguresRun;
}

async function askFor(url: string, token: string, report: Report): Promise<number> {
  const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const began = performance.now();
  const answer = await fetch(`${url}/api/v1/analytics/${report}?from=${day(364)}&to=${day(0)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${report} is not to be had: ${text}`);
  return performance.now() - began;
}

const wordsFor = (report: Report, run: FiguresRun): string =>
  `${report} ${run[report].p50.toFixed(0)}, at most ${run[report].largest.toFixed(0)} ms`;
