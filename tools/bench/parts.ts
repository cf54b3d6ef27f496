import type { Figure } from './figures/figure.ts';
import { latencyFigures, memoryFigures, relayFigures, throughputFigures } from './figures/api-figures.ts';
import { gatewayFigures, returnFigures } from './figures/gateway-figures.ts';
import type { Ground } from './ground.ts';
import { measureGateway } from './measure-gateway.ts';
import { measureLatency } from './measure-latency.ts';
import { measureMemory } from './measure-memory.ts';
import { measurePaint } from './measure-paint.ts';
import { measureReconnect } from './measure-reconnect.ts';
import { measureRelay } from './measure-relay.ts';
import { measureThroughput } from './measure-throughput.ts';
import { startServices } from './services.ts';
import type { Say, Size } from './size.ts';

interface PartOfBenchmark {
  readonly title: string;
  readonly needsKafka?: true;
  readonly measure: (ground: Ground, size: Size, say: Say) => Promise<Figure[]>;
}

/** What can be measured, each part by itself. */
export const parts = {
  latency: { title: 'POST → socket, `npm start`', measure: latency },
  kafka: { title: 'POST → socket, three services over Kafka', needsKafka: true, measure: latencyOverKafka },
  relay: {
    title: 'Outbox → Kafka',
    needsKafka: true,
    measure: async (...of) => relayFigures(await measureRelay(...of)),
  },
  throughput: { title: 'Changes a second', measure: throughput },
  gateway: {
    title: 'Gateway beside bare servers',
    measure: async (...of) => gatewayFigures(await measureGateway(...of)),
  },
  paint: { title: 'The tracker in Chromium', measure: measurePaint },
  reconnect: {
    title: 'All back at once, three versions missed each',
    needsKafka: true,
    measure: async (...of) => returnFigures(await measureReconnect(...of)),
  },
  memory: {
    title: 'Memory, `npm start`',
    measure: async (...of) => memoryFigures(await measureMemory(...of)),
  },
} as const satisfies Readonly<Record<string, PartOfBenchmark>>;

export type Part = keyof typeof parts;
export const allParts = Object.keys(parts) as Part[];

export const partNamed = (name: Part): PartOfBenchmark => parts[name];

async function latency(ground: Ground, size: Size, say: Say): Promise<Figure[]> {
  const passline = await ground.startPassline();
  const { url } = passline;
  return latencyFigures(
    await measureLatency({ api: url, sockets: url }, size, say).finally(() => passline.stop()),
    150,
  );
}

async function latencyOverKafka(ground: Ground, size: Size, say: Say): Promise<Figure[]> {
  const services = await startServices(ground, say);
  const entrances = { api: services.orders.url, sockets: services.gateway.url };
  return latencyFigures(await measureLatency(entrances, size, say).finally(() => services.stop()), 250);
}

async function throughput(ground: Ground, size: Size, say: Say): Promise<Figure[]> {
  return throughputFigures(await measureThroughput(ground, await ground.bareTables(), size, say));
}
