import { happyPath } from '#libs/order-model';
import { percentilesOf } from '../rush/percentiles.ts';
import { LoadGenerator } from './load-generator.ts';
import { account } from './programs.ts';
import type { Say, Size } from './size.ts';
import type { RateResult } from './load/load-tasks.ts';

export const rates = [50, 200] as const;
export type Rate = (typeof rates)[number];

/** POST → socket, in ms. */
export interface LatencyRun {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly sent: number;
  /** Changes that were refused, or never reached their socket. */
  readonly lost: number;
}

/** What a delivery order goes through after it was placed. */
const changesPerOrder = happyPath('delivery').length - 1;
const warmUpRate = 200;
/** Changes come by chance: there may be so many times more of them than on average. */
const headroom = 1.1;

/** A Passline that runs, in whatever processes. */
export interface Entrances {
  /** Of the HTTP API. */
  readonly api: string;
  readonly sockets: string;
}

/** Changes at a steady rate, while each order is followed by a socket of its own. */
export async function measureLatency(
  passline: Entrances,
  size: Size,
  say: Say,
): Promise<Record<Rate, LatencyRun[]>> {
  const load = new LoadGenerator();
  const results: Record<Rate, LatencyRun[]> = { 50: [], 200: [] };
  const lane = new FollowedLane(load, passline, size.sockets);
  try {
    say(`${String(size.sockets)} orders, each with a socket that follows it`);
    await lane.run(warmUpRate, size.warmUpSeconds, 0);
    for (let run = 1; run <= size.runs; run += 1) {
      for (const rate of rates) {
        const result = latencyOf(await lane.run(rate, size.latencySeconds, run));
        results[rate].push(result);
        say(`run ${String(run)} at ${String(rate)}/s: ${wordsFor(result)}`);
      }
    }
  } finally {
    await load.stop();
  }
  return results;
}

/** Orders and the sockets that follow them, taken anew when the orders come to their end. */
export class FollowedLane {
  #changesLeft = 0;

  constructor(
    private readonly load: LoadGenerator,
    private readonly passline: Entrances,
    private readonly sockets: number,
  ) {}

  async run(rate: number, seconds: number, seed: number): Promise<RateResult> {
    const { api: url } = this.passline;
    if (this.#changesLeft < rate * seconds * headroom) await this.#followAnew();
    const result = await this.load.ask('load', { url, account, rate, seconds, seed });
    this.#changesLeft -= result.sent;
    return result;
  }

  async #followAnew(): Promise<void> {
    const { api, sockets: url } = this.passline;
    await this.load.ask('unfollow', {});
    const orders = await this.load.ask('place', {
      url: api,
      account,
      count: this.sockets,
      fulfilment: 'delivery',
    });
    await this.load.ask('follow', { url, orders });
    this.#changesLeft = this.sockets * changesPerOrder;
  }
}

export function latencyOf({ latencies, sent, refused, missing }: RateResult): LatencyRun {
  const ranked = percentilesOf(latencies);
  if (ranked === null) throw new Error('no change reached its socket');
  const { p50, p99, max } = ranked;
  return { p50, p99, max, sent, lost: refused + missing };
}

const wordsFor = ({ p50, p99, sent, lost }: LatencyRun): string =>
  `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${String(sent)} sent, ${String(lost)} lost`;
