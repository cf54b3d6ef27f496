import { percentilesOf } from '../rush/percentiles.ts';
import type { Ground } from './ground.ts';
import { LoadGenerator } from './load-generator.ts';
import { account } from './passline-process.ts';
import type { Say, Size } from './size.ts';
import type { RateResult } from './tasks.ts';

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

/** Changes at a steady rate, while each order is followed by a socket of its own. */
export async function measureLatency(ground: Ground, size: Size, say: Say): Promise<Record<Rate, LatencyRun[]>> {
  const passline = await ground.startPassline();
  const load = new LoadGenerator();
  const results: Record<Rate, LatencyRun[]> = { 50: [], 200: [] };
  try {
    const { url } = passline;
    say(`latency: ${String(size.sockets)} orders, each with a socket that follows it`);
    const orders = await load.ask('place', { url, account, count: size.sockets, fulfilment: 'delivery' });
    await load.ask('follow', { url, orders });
    await load.ask('load', { url, account, rate: 200, seconds: size.warmUpSeconds, seed: 0 });
    for (let run = 1; run <= size.runs; run += 1) {
      for (const rate of rates) {
        const result = latencyOf(await load.ask('load', { url, account, rate, seconds: size.latencySeconds, seed: run }));
        results[rate].push(result);
        say(`latency: run ${String(run)} at ${String(rate)}/s: ${wordsFor(result)}`);
      }
    }
  } finally {
    await load.stop();
    await passline.stop();
  }
  return results;
}

function latencyOf({ latencies, sent, refused, missing }: RateResult): LatencyRun {
  const ranked = percentilesOf(latencies);
  if (ranked === null) throw new Error('no change reached its socket');
  const { p50, p99, max } = ranked;
  return { p50, p99, max, sent, lost: refused + missing };
}

const wordsFor = ({ p50, p99, sent, lost }: LatencyRun): string => `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${String(sent)} sent, ${String(lost)} lost`;
