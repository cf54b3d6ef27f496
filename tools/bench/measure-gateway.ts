import { join } from 'node:path';
import { percentilesOf } from '../rush/percentiles.ts';
import {
  type ClientTasks,
  type Lane,
  lanes,
  type ProcessMemory,
  type ServerTasks,
} from './gateway/socket-tasks.ts';
import type { TestBed } from './test-bed.ts';
import { LoadGenerator } from './load-generator.ts';
import type { PreparedOrder } from './load/load-tasks.ts';
import { account, gatewayAlone } from './programs.ts';
import type { Say, Size } from './size.ts';
import { TaskProcess } from './task-process.ts';
import { alternating, type Lanes, meanOf, medianRatio } from './alternating.ts';

/** One figure of each server. */
export type ByLane = Readonly<Record<Lane, number>>;

export interface GatewayRun {
  /** kB a socket, with its followed order: heap and buffers, after a full collection. */
  readonly held: ByLane;
  /** kB a socket, as the operating system sees it. */
  readonly resident: ByLane;
  /** Messages a second, each to another socket. */
  readonly unicast: ByLane;
  /** Of the gateway to bare Socket.IO: the median over the rounds. */
  readonly unicastRatio: number;
  /** Deliveries a second, where all sockets follow one order. */
  readonly fanOut: ByLane;
  readonly fanOutRatio: number;
  /** At a steady rate, in ms. */
  readonly p50: ByLane;
  readonly p99: ByLane;
  /** Of the gateway's p99 to that of bare Socket.IO: the median over the rounds. */
  readonly p99Ratio: number;
  /** Of the server for a message at that rate, in µs. */
  readonly cpu: ByLane;
  readonly cpuRatio: number;
}

/** The server has one core, the clients another. */
const cores = { server: 0, clients: 1 };
const programs: Readonly<Record<Lane, string>> = {
  passline: 'gateway/passline-gateway.js',
  socketIo: 'gateway/bare-socket-io.js',
  ws: 'gateway/bare-ws.js',
};

/** Sockets that are opened and closed beforehand, so that what is made once is not counted. */
const warmUp = 20;
const burstFrames = 20_000;
const fanOutFrames = 20;
const steadyRate = 500;

/** The gateway beside a bare Socket.IO and a bare `ws` server, each with the same clients, in turns. */
export async function measureGateway(testBed: TestBed, size: Size, say: Say): Promise<GatewayRun[]> {
  const passline = await testBed.startPassline({ settings: gatewayAlone.serviceClient });
  const orders = await placeOrders(passline.url, size.crowd + 1);
  const results: GatewayRun[] = [];
  try {
    say(`${String(size.crowd)} sockets at each of three servers`);
    for (let run = 1; run <= size.runs; run += 1) {
      const house = new ThreeServers(passline.url, orders);
      results.push(await house.measure(size).finally(() => house.stop()));
      say(`run ${String(run)}: ${wordsFor(results.at(-1))}`);
    }
  } finally {
    await passline.stop();
  }
  return results;
}

async function placeOrders(url: string, count: number): Promise<readonly PreparedOrder[]> {
  const load = new LoadGenerator();
  return load.ask('place', { url, account, count, fulfilment: 'delivery' }).finally(() => load.stop());
}

/** A set of fresh processes: the three servers, and their clients. */
class ThreeServers {
  readonly #servers: Readonly<Record<Lane, TaskProcess<ServerTasks>>>;
  readonly #clients = new TaskProcess<ClientTasks>(join(import.meta.dirname, 'gateway/clients.js'), {
    core: cores.clients,
  });
  readonly #urls = new Map<Lane, string>();
  readonly #shared: PreparedOrder;
  readonly #own: readonly PreparedOrder[];

  constructor(ordersUrl: string, [shared, ...own]: readonly PreparedOrder[]) {
    if (shared === undefined) throw new RangeError('there is no order');
    this.#shared = shared;
    this.#own = own;
    const options = {
      core: cores.server,
      flags: [...gatewayAlone.flags, '--expose-gc'],
      settings: gatewayAlone.settings(ordersUrl),
    };
    const server = (lane: Lane): TaskProcess<ServerTasks> =>
      new TaskProcess<ServerTasks>(join(import.meta.dirname, programs[lane]), options);
    this.#servers = { passline: server('passline'), socketIo: server('socketIo'), ws: server('ws') };
  }

  async measure(size: Size): Promise<GatewayRun> {
    const memory = await each((lane) => this.#fill(lane));
    const unicast = await this.#turns(size.gatewayRounds, (lane) => this.#unicast(lane));
    const latency = await this.#turns(size.gatewayRounds, (lane) => this.#steady(lane, size.steadySeconds));
    await each((lane) => this.#gather(lane));
    const fanOut = await this.#turns(size.gatewayRounds, (lane) => this.#fanOut(lane));
    const figures = (of: keyof Steady) => latency.map((round) => byLane((lane) => round[lane][of]));
    const [p50s, p99s, cpus] = [figures('p50'), figures('p99'), figures('cpu')];
    return {
      held: byLane((lane) => memory[lane].held / this.#own.length / 1_000),
      resident: byLane((lane) => memory[lane].resident / this.#own.length / 1_000),
      unicast: byLane((lane) => meanOf(unicast, lane)),
      unicastRatio: medianRatio(unicast, 'passline', 'socketIo'),
      fanOut: byLane((lane) => meanOf(fanOut, lane)),
      fanOutRatio: medianRatio(fanOut, 'passline', 'socketIo'),
      p50: byLane((lane) => meanOf(p50s, lane)),
      p99: byLane((lane) => meanOf(p99s, lane)),
      p99Ratio: medianRatio(p99s, 'passline', 'socketIo'),
      cpu: byLane((lane) => meanOf(cpus, lane)),
      cpuRatio: medianRatio(cpus, 'passline', 'socketIo'),
    };
  }

  async stop(): Promise<void> {
    for (const one of [this.#clients, ...Object.values(this.#servers)]) await one.stop();
  }

  /** One round is for the compiler, and does not count. */
  async #turns<Figure>(
    rounds: number,
    figure: (lane: Lane) => Promise<Figure>,
  ): Promise<Record<Lane, Figure>[]> {
    const taking: Lanes<Lane, Figure> = {
      passline: () => figure('passline'),
      socketIo: () => figure('socketIo'),
      ws: () => figure('ws'),
    };
    return (await alternating(taking, rounds + 1)).slice(1);
  }

  /** Each socket follows an order of its own. @returns what all of them together take */
  async #fill(lane: Lane): Promise<ProcessMemory> {
    const { url } = await this.#servers[lane].ask('open', {});
    this.#urls.set(lane, url);
    await this.#clients.ask('follow', { lane, url, followers: this.#own.slice(0, warmUp) });
    await this.#clients.ask('leave', { lane });
    const before = await this.#servers[lane].ask('memory', {});
    await this.#clients.ask('follow', { lane, url, followers: this.#own });
    const after = await this.#servers[lane].ask('memory', {});
    return { held: after.held - before.held, resident: after.resident - before.resident };
  }

  /** All sockets follow the same order. */
  async #gather(lane: Lane): Promise<void> {
    await this.#clients.ask('leave', { lane });
    await this.#clients.ask('follow', {
      lane,
      url: this.#urls.get(lane) ?? '',
      followers: this.#own.map(() => this.#shared),
    });
  }

  #unicast(lane: Lane): Promise<number> {
    const orderIds = Array.from(
      { length: burstFrames },
      (_, index) => this.#own[index % this.#own.length]?.orderId ?? '',
    );
    return this.#burst(lane, orderIds, burstFrames);
  }

  #fanOut(lane: Lane): Promise<number> {
    return this.#burst(
      lane,
      Array.from({ length: fanOutFrames }, () => this.#shared.orderId),
      fanOutFrames * this.#own.length,
    );
  }

  /** @returns frames a second, from the first one's sending to the last one's arrival */
  async #burst(lane: Lane, orderIds: readonly string[], frames: number): Promise<number> {
    const receiving = this.#clients.ask('receive', { lane, frames, numbered: false });
    const { beganAt } = await this.#servers[lane].ask('burst', { orderIds });
    const { endedAt } = await receiving;
    return frames / ((endedAt - beganAt) / 1_000_000);
  }

  async #steady(lane: Lane, seconds: number): Promise<Steady> {
    const receiving = this.#clients.ask('receive', { lane, frames: steadyRate * seconds, numbered: true });
    const { sentAt, cpu } = await this.#servers[lane].ask('steady', {
      orderIds: this.#own.map(({ orderId }) => orderId),
      rate: steadyRate,
      seconds,
    });
    const { arrivedAt } = await receiving;
    const ranked = percentilesOf(sentAt.map((sent, index) => (timeOf(arrivedAt, index) - sent) / 1_000));
    if (ranked === null) throw new Error('no frame was sent');
    const { p50, p99 } = ranked;
    return { p50, p99, cpu: cpu / sentAt.length };
  }
}

/** Of one turn at the steady rate: latencies in ms, CPU for a message in µs. */
interface Steady {
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
}

function timeOf(arrivedAt: readonly number[], index: number): number {
  const time = arrivedAt[index];
  if (time == null) throw new Error(`frame ${String(index)} did not arrive, or not as itself`);
  return time;
}

const byLane = <Figure>(figure: (lane: Lane) => Figure): Readonly<Record<Lane, Figure>> => ({
  passline: figure('passline'),
  socketIo: figure('socketIo'),
  ws: figure('ws'),
});

/** One lane after the other. */
async function each<Figure>(work: (lane: Lane) => Promise<Figure>): Promise<Readonly<Record<Lane, Figure>>> {
  const done: Partial<Record<Lane, Figure>> = {};
  for (const lane of lanes) done[lane] = await work(lane);
  return done as Record<Lane, Figure>;
}

function wordsFor(run: GatewayRun | undefined): string {
  if (run === undefined) return '';
  const of = ({ passline, socketIo, ws }: ByLane, digits: number): string =>
    [passline, socketIo, ws].map((value) => value.toFixed(digits)).join(' / ');
  return `gateway / Socket.IO / ws: ${of(run.held, 1)} kB held, ${of(run.unicast, 0)} msg/s, ${of(run.fanOut, 0)} deliveries/s, p99 ${of(run.p99, 2)} ms, ${of(run.cpu, 0)} µs of CPU a message`;
}
