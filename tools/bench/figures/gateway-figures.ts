import type { ByLane, GatewayRun } from '../measure-gateway.ts';
import type { Return } from '../measure-reconnect.ts';
import { atLeast, atMost, type Figure, figuresOver, type Shown } from './figure.ts';

const servers = [
  ['passline', 'gateway'],
  ['socketIo', 'bare Socket.IO'],
  ['ws', 'bare `ws`'],
] as const;

/** @param runs of the gateway beside bare servers */
export function gatewayFigures(runs: readonly GatewayRun[]): Figure[] {
  const figure = figuresOver(runs);
  const ofEach = (name: string, of: (run: GatewayRun) => ByLane, { aim, ...shown }: Shown): Figure[] =>
    servers.map(([lane, server]) =>
      figure(`${name}, ${server}`, (run) => of(run)[lane], {
        ...shown,
        ...(lane === 'passline' && aim && { aim }),
      }),
    );
  return [
    ...ofEach('Memory held by a socket', ({ held }) => held, {
      unit: 'kB',
      digits: 1,
      aim: atMost(30, 'kB'),
    }),
    ...ofEach('Resident memory for a socket', ({ resident }) => resident, { unit: 'kB', digits: 1 }),
    ...ofEach('Unicast', ({ unicast }) => unicast, { unit: 'msg/s' }),
    figure('Unicast, gateway to bare Socket.IO', ({ unicastRatio }) => unicastRatio, {
      digits: 2,
      aim: atLeast(0.8),
    }),
    ...ofEach('One order to all', ({ fanOut }) => fanOut, { unit: 'deliveries/s' }),
    figure('One order to all, gateway to bare Socket.IO', ({ fanOutRatio }) => fanOutRatio, {
      digits: 2,
      aim: atLeast(0.8),
    }),
    ...ofEach('At 500 msg/s, p50', ({ p50 }) => p50, { unit: 'ms', digits: 2 }),
    ...ofEach('At 500 msg/s, p99', ({ p99 }) => p99, { unit: 'ms', digits: 2 }),
    figure('At 500 msg/s, p99, gateway to bare `ws`', ({ p99Ratio }) => p99Ratio, {
      digits: 2,
      aim: atMost(1.5),
    }),
  ];
}

/** What may pass until all are caught up, in seconds. */
const returnAims: ReadonlyMap<number, number> = new Map([
  [2_000, 2],
  [5_000, 6],
]);

/** @param runs each with the same returns in the same order */
export function returnFigures(runs: readonly (readonly Return[])[]): Figure[] {
  const kinds = runs[0] ?? [];
  const figure = figuresOver(runs);
  const times = kinds.map(({ clients, restarted }, index) => {
    const limit = returnAims.get(clients);
    const name = `${clients.toLocaleString('en')} clients caught up${restarted ? ', gateway restarted' : ''}`;
    return figure(name, (run) => run[index]?.seconds ?? NaN, {
      unit: 's',
      digits: 2,
      ...(limit !== undefined && { aim: atMost(limit, 's') }),
    });
  });
  return [
    ...times,
    figure('Clients that never caught up', (run) => run.reduce((sum, { behind }) => sum + behind, 0), {
      aim: atMost(0),
    }),
    figure(
      'Snapshots asked of one order within a second, at most',
      (run) => Math.max(...run.map(({ asked }) => asked)),
      { aim: atMost(1) },
    ),
  ];
}
