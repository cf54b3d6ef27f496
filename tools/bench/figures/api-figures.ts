import { type LatencyRun, type Rate, rates } from '../measure-latency.ts';
import type { MemoryRun } from '../measure-memory.ts';
import type { RelayRun } from '../measure-relay.ts';
import type { ThroughputRun } from '../measure-throughput.ts';
import type { PlacingRun } from '../measure-placing.ts';
import { type TimersRun, timersAtOnce } from '../measure-timers.ts';
import type { Cost } from '../spending.ts';
import { atLeast, atMost, type Figure, figuresOver } from './figure.ts';

/** @param limits what the p99 may be at most at each rate, in ms */
export const latencyFigures = (
  runs: Readonly<Record<Rate, readonly LatencyRun[]>>,
  limits: Readonly<Record<Rate, number>>,
): Figure[] => rates.flatMap((rate) => figuresAtRate(rate, runs[rate], limits[rate]));

function figuresAtRate(rate: Rate, runs: readonly LatencyRun[], limit: number): Figure[] {
  const figure = figuresOver(runs);
  const at = `POST → socket at ${String(rate)}/s`;
  return [
    figure(`${at}, p50`, ({ p50 }) => p50, { unit: 'ms', digits: 1 }),
    figure(`${at}, p99`, ({ p99 }) => p99, { unit: 'ms', digits: 1, aim: atMost(limit, 'ms') }),
    figure(`${at}, largest`, ({ max }) => max, { unit: 'ms', digits: 1 }),
    figure(`${at}, lost`, ({ lost }) => lost, { unit: 'changes', aim: atMost(0, 'changes') }),
  ];
}

/** @param aim what share of the bare route's changes there are to be */
export function throughputFigures(runs: readonly ThroughputRun[], aim: number): Figure[] {
  const figure = figuresOver(runs);
  return [
    figure('Through Passline’s API', ({ ours }) => ours, { unit: 'changes/s' }),
    figure('Through a bare Fastify route', ({ fastify }) => fastify, { unit: 'changes/s' }),
    figure('By bare `pg`', ({ pg }) => pg, { unit: 'changes/s' }),
    figure('Passline to bare Fastify', ({ ratio }) => ratio, { digits: 2, aim: atLeast(aim) }),
    ...costFigures(runs, 'a change'),
  ];
}

export const placingFigures = (runs: readonly PlacingRun[]): Figure[] => [
  figuresOver(runs)('Through Passline’s API', ({ orders }) => orders, {
    unit: 'orders/s',
    aim: atLeast(1_000, 'orders/s'),
  }),
  ...costFigures(runs, 'an order'),
];

export function timersFigures(runs: readonly TimersRun[]): Figure[] {
  const figure = figuresOver(runs);
  return [
    figure(
      `${timersAtOnce.toLocaleString('en')} orders that nobody accepted, rejected`,
      ({ took }) => took / 1_000,
      {
        unit: 's',
        digits: 1,
        aim: atMost(5, 's'),
      },
    ),
    figure('POST → socket at 50/s before, p99', ({ before }) => before.p99, { unit: 'ms', digits: 1 }),
    figure('POST → socket at 50/s meanwhile, p99', ({ meanwhile }) => meanwhile.p99, {
      unit: 'ms',
      digits: 1,
    }),
    figure('POST → socket at 50/s meanwhile, lost', ({ meanwhile }) => meanwhile.lost, {
      unit: 'changes',
      aim: atMost(0, 'changes'),
    }),
  ];
}

function costFigures(runs: readonly Cost[], what: string): Figure[] {
  const figure = figuresOver(runs);
  return [
    figure(`CPU of Node for ${what}`, ({ nodeCpu }) => nodeCpu, { unit: 'µs' }),
    figure(`CPU of PostgreSQL for ${what}`, ({ postgresCpu }) => postgresCpu, { unit: 'µs' }),
    figure(`WAL for ${what}`, ({ wal }) => wal, { unit: 'kB', digits: 1 }),
  ];
}

export function relayFigures(runs: readonly RelayRun[]): Figure[] {
  const figure = figuresOver(runs);
  return [
    figure('By the relay', ({ relay }) => relay, { unit: 'events/s' }),
    figure('By a bare kafkajs producer', ({ bare }) => bare, { unit: 'events/s' }),
    figure('The relay to bare kafkajs', ({ ratio }) => ratio, { digits: 2 }),
  ];
}

export function memoryFigures(runs: readonly MemoryRun[]): Figure[] {
  const figure = figuresOver(runs);
  return [
    figure('Memory held by a socket', ({ heldPerSocket }) => heldPerSocket, { unit: 'kB', digits: 1 }),
    figure('Resident memory for a socket', ({ residentPerSocket }) => residentPerSocket, {
      unit: 'kB',
      digits: 1,
    }),
    figure('Resident memory of the process, all sockets open', ({ resident }) => resident, { unit: 'MB' }),
  ];
}
