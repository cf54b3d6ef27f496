import { type LatencyRun, type Rate, rates } from './measure-latency.ts';
import type { MemoryRun } from './measure-memory.ts';
import type { ThroughputRun } from './measure-throughput.ts';
import { spreadOf, type Spread } from './spread.ts';

/** What was measured, run by run; a part that was left out is missing. */
export interface Measured {
  readonly latency?: Readonly<Record<Rate, readonly LatencyRun[]>> | undefined;
  readonly throughput?: readonly ThroughputRun[] | undefined;
  readonly memory?: readonly MemoryRun[] | undefined;
}

/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
  readonly spread: Spread;
  readonly aim?: Aim;
}

export interface Aim {
  readonly words: string;
  isMetBy(median: number): boolean;
}

const atMost = (limit: number, unit: string): Aim => ({ words: `≤ ${String(limit)} ${unit}`, isMetBy: (median) => median <= limit });
const atLeast = (limit: number): Aim => ({ words: `≥ ${String(limit)}`, isMetBy: (median) => median >= limit });

export function figuresOf({ latency, throughput, memory }: Measured): Figure[] {
  return [...(latency ? rates.flatMap((rate) => latencyFigures(rate, latency[rate])) : []), ...throughputFigures(throughput ?? []), ...memoryFigures(memory ?? [])];
}

function latencyFigures(rate: Rate, runs: readonly LatencyRun[]): Figure[] {
  const figure = (name: string, of: (run: LatencyRun) => number): Omit<Figure, 'unit'> => ({ name: `POST → socket at ${String(rate)}/s, ${name}`, digits: 1, spread: spreadOf(runs.map(of)) });
  return [
    { ...figure('p50', ({ p50 }) => p50), unit: 'ms' },
    { ...figure('p99', ({ p99 }) => p99), unit: 'ms', aim: atMost(150, 'ms') },
    { ...figure('largest', ({ max }) => max), unit: 'ms' },
    { ...figure('lost', ({ lost }) => lost), unit: 'changes', digits: 0, aim: atMost(0, 'changes') },
  ];
}

function throughputFigures(runs: readonly ThroughputRun[]): Figure[] {
  if (runs.length === 0) return [];
  const figure = (name: string, of: (run: ThroughputRun) => number): Figure => ({ name, unit: 'changes/s', digits: 0, spread: spreadOf(runs.map(of)) });
  return [
    figure('Through Passline’s API', ({ ours }) => ours),
    figure('Through a bare Fastify route', ({ fastify }) => fastify),
    figure('By bare `pg`', ({ pg }) => pg),
    { ...figure('Passline to bare Fastify', ({ ours, fastify }) => ours / fastify), unit: '', digits: 2, aim: atLeast(0.4) },
  ];
}

function memoryFigures(runs: readonly MemoryRun[]): Figure[] {
  if (runs.length === 0) return [];
  const figure = (name: string, unit: string, of: (run: MemoryRun) => number): Figure => ({ name, unit, digits: 1, spread: spreadOf(runs.map(of)) });
  return [
    figure('Memory held by a socket', 'kB', ({ heldPerSocket }) => heldPerSocket),
    figure('Resident memory for a socket', 'kB', ({ residentPerSocket }) => residentPerSocket),
    { ...figure('Resident memory of the process, all sockets open', 'MB', ({ resident }) => resident), digits: 0 },
  ];
}
