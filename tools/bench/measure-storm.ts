import { join } from 'node:path';
import type { FollowAnswer } from '#libs/contracts';
import { type CaughtUp, type Comeback, Evening, missed, socketClients } from './evening.ts';
import type { BareReturnTasks, ClientTasks } from './gateway/socket-tasks.ts';
import type { PreparedOrder } from './load/load-tasks.ts';
import type { ProgramProcess } from './program-process.ts';
import { gatewayAlone, gatewayProgram } from './programs.ts';
import { startOrders, serviceUrls } from './services.ts';
import type { Say, Size } from './size.ts';
import { TaskProcess } from './task-process.ts';
import type { TestBed } from './test-bed.ts';
import { alternating, type Lanes, meanOf, medianRatio } from './alternating.ts';

/** In which ways many come back. */
export const scenes = [
  { name: '100 at a time', atOnce: 100, restarted: false },
  { name: 'all at once', restarted: false },
  { name: 'all at once, servers killed', restarted: true },
] as const;
export type Scene = (typeof scenes)[number]['name'];

/** One scene, both servers' means over its rounds, in seconds. */
export interface SceneRun {
  readonly passline: number;
  readonly socketIo: number;
  /** Of Passline to bare Socket.IO: the median over the rounds. */
  readonly ratio: number;
  /** CPU until the last one was caught up, in seconds. */
  readonly gatewayCpu: number;
  readonly ordersCpu: number;
}

export interface StormRun {
  readonly scenes: Readonly<Record<Scene, SceneRun>>;
  /** Passline's clients that were never caught up, in all scenes. */
  readonly behind: number;
  /** The most that was resident while clients came back, in bytes. */
  readonly gatewayPeak: number;
  readonly ordersPeak: number;
}

/** Of one return: what it cost, and the most memory meanwhile. */
interface Cost {
  readonly behind: number;
  readonly gatewayCpu: number;
  readonly ordersCpu: number;
  readonly gatewayPeak: number;
  readonly ordersPeak: number;
}

/**
 * The return of many: to the gateway as a service, over Kafka, and in turns with it to a bare Socket.IO
 * server that answers `follow` from memory, with as much.
 */
export async function measureStorm(testBed: TestBed, size: Size, say: Say): Promise<StormRun[]> {
  const orders = await startOrders(testBed, say);
  const clients = socketClients();
  const program = gatewayProgram(await serviceUrls(testBed, orders, say));
  const evening = new Evening(testBed, program, clients);
  let bare: BareEvening | undefined;
  const results: StormRun[] = [];
  try {
    await evening.open(orders.url, size.crowd);
    await evening.returnOf({ clients: size.crowd, restarted: false }, () => undefined);
    bare = new BareEvening(clients, evening.orders, await evening.sampleAnswer());
    await bare.returnOf({ clients: size.crowd, restarted: true });
    const storm = new Storm(evening, bare, orders, size);
    for (let run = 1; run <= size.runs; run += 1) {
      const result = await storm.run();
      results.push(result);
      for (const { name } of scenes) say(`run ${String(run)}: ${wordsFor(name, result.scenes[name])}`);
    }
  } finally {
    await clients.stop();
    await bare?.close();
    await evening.close();
    await orders.stop();
  }
  return results;
}

const wordsFor = (scene: Scene, { passline, socketIo, ratio, gatewayCpu, ordersCpu }: SceneRun): string =>
  [
    `${scene}: Passline ${passline.toFixed(2)} s, bare Socket.IO ${socketIo.toFixed(2)} s, ${ratio.toFixed(2)}`,
    `CPU of the gateway ${gatewayCpu.toFixed(2)} s, of orders ${ordersCpu.toFixed(2)} s`,
  ].join('; ');

/** Lets all come back in every way, to both servers in turn. */
class Storm {
  #costs: Cost[] = [];

  constructor(
    private readonly evening: Evening,
    private readonly bare: BareEvening,
    private readonly orders: ProgramProcess,
    private readonly size: Size,
  ) {}

  async run(): Promise<StormRun> {
    const byScene: Partial<Record<Scene, SceneRun>> = {};
    const costs: Cost[] = [];
    for (const { name, ...way } of scenes) {
      byScene[name] = await this.#scene({ ...way, clients: this.size.crowd });
      costs.push(...this.#costs);
    }
    return {
      scenes: byScene as Record<Scene, SceneRun>,
      behind: costs.reduce((sum, { behind }) => sum + behind, 0),
      gatewayPeak: Math.max(...costs.map(({ gatewayPeak }) => gatewayPeak)),
      ordersPeak: Math.max(...costs.map(({ ordersPeak }) => ordersPeak)),
    };
  }

  async #scene(comeback: Comeback): Promise<SceneRun> {
    this.#costs = [];
    const lanes: Lanes<'passline' | 'socketIo'> = {
      passline: () => this.#toPassline(comeback),
      socketIo: async () => (await this.bare.returnOf(comeback)).seconds,
    };
    const rounds = await alternating(lanes, this.size.stormRounds);
    return {
      passline: meanOf(rounds, 'passline'),
      socketIo: meanOf(rounds, 'socketIo'),
      ratio: medianRatio(rounds, 'passline', 'socketIo'),
      gatewayCpu: meanOf(this.#costs, 'gatewayCpu'),
      ordersCpu: meanOf(this.#costs, 'ordersCpu'),
    };
  }

  async #toPassline(comeback: Comeback): Promise<number> {
    let before = { gateway: Number.NaN, orders: Number.NaN };
    const { seconds, behind } = await this.evening.returnOf(comeback, () => {
      const { gateway } = this.evening;
      for (const one of [gateway, this.orders]) one.forgetPeak();
      before = { gateway: gateway.cpu(), orders: this.orders.cpu() };
    });
    const { gateway } = this.evening;
    this.#costs.push({
      behind,
      gatewayCpu: gateway.cpu() - before.gateway,
      ordersCpu: this.orders.cpu() - before.orders,
      gatewayPeak: gateway.peakResident(),
      ordersPeak: this.orders.peakResident(),
    });
    return seconds;
  }
}

/** One bare Socket.IO server after another, which knows from the start what everyone has missed. */
class BareEvening {
  #server: TaskProcess<BareReturnTasks> | undefined;
  #url = '';

  constructor(
    private readonly clients: TaskProcess<ClientTasks>,
    private readonly orders: readonly PreparedOrder[],
    private readonly sample: FollowAnswer,
  ) {}

  async returnOf({ clients, atOnce, restarted }: Comeback): Promise<CaughtUp> {
    const lane = 'socketIo';
    if (restarted) await this.#startAnew();
    const followers = this.orders.slice(0, clients).map((order) => ({ ...order, since: 1 }));
    const { ms, behind } = await this.clients.ask('comeBack', {
      lane,
      url: this.#url,
      followers,
      missed,
      atOnce,
    });
    await this.clients.ask('leave', { lane });
    if (behind > 0) throw new Error(`${String(behind)} clients of bare Socket.IO never caught up`);
    return { seconds: ms / 1_000, behind };
  }

  async close(): Promise<void> {
    await this.#server?.stop();
  }

  async #startAnew(): Promise<void> {
    await this.close();
    const script = join(import.meta.dirname, 'gateway/bare-returns.js');
    this.#server = new TaskProcess<BareReturnTasks>(script, { flags: gatewayAlone.flags });
    const answers = new Map(this.orders.map(({ orderId }) => [orderId, answerOf(this.sample, orderId)]));
    await this.#server.ask('remember', { answers });
    this.#url = (await this.#server.ask('open', {})).url;
  }
}

/** As much as Passline answers, of another order. */
function answerOf(sample: FollowAnswer, orderId: string): FollowAnswer {
  if (!sample.ok) throw new Error('the order that is to be the sample cannot be followed');
  return { ...sample, snapshot: { ...sample.snapshot, order_id: orderId, version: 1 + missed } };
}
