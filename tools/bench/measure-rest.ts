import { setTimeout as delay } from 'node:timers/promises';
import type { ProgramProcess } from './program-process.ts';
import { startServices } from './services.ts';
import type { Say, Size } from './size.ts';
import type { TestBed } from './test-bed.ts';

/** Who is looked at while nothing happens: `npm start` with its PostgreSQL, and the three services. */
export type AtRest = 'standalone' | 'postgres' | 'orders' | 'gateway' | 'notifier';

export interface Rest {
  readonly who: AtRest;
  /** CPU, in percent of a core. */
  readonly cpu: number;
  /** In bytes. */
  readonly resident: number;
}

/** What is read of a process: the CPU that it has spent so far, in seconds, and its memory in bytes. */
interface Reading {
  readonly cpu: number;
  readonly resident: number;
}
type Read = () => Reading | Promise<Reading>;

/** What was started has so long to come to rest, in ms. */
const settling = 10_000;

/**
 * What each process takes while nobody is there, first of `npm start`, then of the services over Kafka.
 * @returns run by run, each time the same ones in the same order
 */
export async function measureRest(testBed: TestBed, size: Size, say: Say): Promise<Rest[][]> {
  const standalone = await restOfStandalone(testBed, size, say);
  const services = await restOfServices(testBed, size, say);
  return standalone.map((run, index) => [...run, ...(services[index] ?? [])]);
}

async function restOfStandalone(testBed: TestBed, size: Size, say: Say): Promise<Rest[][]> {
  const passline = await testBed.startPassline();
  const postgres = async (): Promise<Reading> => ({
    cpu: (await testBed.spentByPostgres()).cpu,
    resident: await testBed.residentOfPostgres(),
  });
  const all = new Map<AtRest, Read>([
    ['standalone', reading(passline)],
    ['postgres', postgres],
  ]);
  return restOf(all, size, say).finally(() => passline.stop());
}

async function restOfServices(testBed: TestBed, size: Size, say: Say): Promise<Rest[][]> {
  const services = await startServices(testBed, say);
  const all = new Map<AtRest, Read>(
    (['orders', 'gateway', 'notifier'] as const).map((who) => [who, reading(services[who])]),
  );
  return restOf(all, size, say).finally(() => services.stop());
}

const reading = (one: ProgramProcess) => (): Reading => ({ cpu: one.cpu(), resident: one.resident() });

async function restOf(
  all: ReadonlyMap<AtRest, Read>,
  { runs, restSeconds }: Size,
  say: Say,
): Promise<Rest[][]> {
  await delay(settling);
  const results: Rest[][] = [];
  for (let run = 1; run <= runs; run += 1) {
    const rests = await Promise.all([...all].map(([who, read]) => restWithin(who, read, restSeconds)));
    results.push(rests);
    say(`run ${String(run)}: ${rests.map(wordsFor).join('; ')}`);
  }
  return results;
}

async function restWithin(who: AtRest, read: Read, seconds: number): Promise<Rest> {
  const before = await read();
  await delay(seconds * 1_000);
  const after = await read();
  return { who, cpu: ((after.cpu - before.cpu) / seconds) * 100, resident: after.resident };
}

const wordsFor = ({ who, cpu, resident }: Rest): string =>
  `${who} ${cpu.toFixed(2)} % of a core, ${(resident / 1e6).toFixed(0)} MB`;
