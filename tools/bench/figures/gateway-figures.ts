import type { ByLane, GatewayRun } from '../measure-gateway.ts';
import type { Return } from '../measure-reconnect.ts';
import { type SceneRun, type Scene, scenes, type StormRun } from '../measure-storm.ts';
import { type Aim, atLeast, atMost, type Figure, figuresOver, type Shown } from './figure.ts';

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
  const ratio = (name: string, of: (run: GatewayRun) => number, aim?: Aim): Figure =>
    figure(`${name}, gateway to bare Socket.IO`, of, { digits: 2, ...(aim && { aim }) });
  return [
    ...ofEach('Memory held by a socket', ({ held }) => held, {
      unit: 'kB',
      digits: 1,
      aim: atMost(30, 'kB'),
    }),
    ratio('Memory held by a socket', ({ held }) => held.passline / held.socketIo, atMost(1.2)),
    ...ofEach('Resident memory for a socket', ({ resident }) => resident, { unit: 'kB', digits: 1 }),
    ratio(
      'Resident memory for a socket',
      ({ resident }) => resident.passline / resident.socketIo,
      atMost(1.1),
    ),
    ...ofEach('Unicast', ({ unicast }) => unicast, { unit: 'msg/s' }),
    ratio('Unicast', ({ unicastRatio }) => unicastRatio, atLeast(0.8)),
    ...ofEach('One order to all', ({ fanOut }) => fanOut, { unit: 'deliveries/s' }),
    ratio('One order to all', ({ fanOutRatio }) => fanOutRatio, atLeast(1)),
    ...ofEach('At 500 msg/s, p50', ({ p50 }) => p50, { unit: 'ms', digits: 2 }),
    ...ofEach('At 500 msg/s, p99', ({ p99 }) => p99, { unit: 'ms', digits: 2 }),
    ratio('At 500 msg/s, p99', ({ p99Ratio }) => p99Ratio, atMost(1)),
    ...ofEach('At 500 msg/s, CPU of the server for a message', ({ cpu }) => cpu, {
      unit: 'µs',
      aim: atMost(330, 'µs'),
    }),
    ratio('At 500 msg/s, CPU of the server for a message', ({ cpuRatio }) => cpuRatio),
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

/** How many times as long a return may take as to bare Socket.IO. */
const stormAims: Readonly<Record<Scene, number>> = {
  '100 at a time': 1.3,
  'all at once': 1.3,
  'all at once, servers killed': 2,
};

/** @param clients how many came back */
export function stormFigures(runs: readonly StormRun[], clients: number): Figure[] {
  const figure = figuresOver(runs);
  const inSeconds = { unit: 's', digits: 2 };
  const peak = { unit: 'MB', aim: atMost(250, 'MB') };
  return [
    ...scenes.flatMap(({ name }) => {
      const of = (kind: keyof SceneRun) => (run: StormRun) => run.scenes[name][kind];
      const at = `${clients.toLocaleString('en')} clients, ${name}`;
      return [
        figure(`${at}, Passline`, of('passline'), inSeconds),
        figure(`${at}, bare Socket.IO`, of('socketIo'), inSeconds),
        figure(`${at}, Passline to bare Socket.IO`, of('ratio'), {
          digits: 2,
          aim: atMost(stormAims[name]),
        }),
        figure(`${at}, CPU of the gateway`, of('gatewayCpu'), inSeconds),
        figure(`${at}, CPU of \`orders\``, of('ordersCpu'), inSeconds),
      ];
    }),
    figure('Clients that never caught up', ({ behind }) => behind, { aim: atMost(0) }),
    figure('Resident memory of the gateway, at most', ({ gatewayPeak }) => gatewayPeak / 1e6, peak),
    figure('Resident memory of `orders`, at most', ({ ordersPeak }) => ordersPeak / 1e6, peak),
  ];
}
