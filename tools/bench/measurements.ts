import type { Figure } from './figures/figure.ts';
import {
  latencyFigures,
  memoryFigures,
  placingFigures,
  relayFigures,
  throughputFigures,
  timersFigures,
} from './figures/api-figures.ts';
import { gatewayFigures, returnFigures, stormFigures } from './figures/gateway-figures.ts';
import { scaleFigures } from './figures/scale-figures.ts';
import { reportFigures } from './figures/report-figures.ts';
import { restFigures } from './figures/rest-figures.ts';
import type { TestBed } from './test-bed.ts';
import { measureGateway } from './measure-gateway.ts';
import { measureLatency } from './measure-latency.ts';
import { measureMemory } from './measure-memory.ts';
import { measurePaint } from './measure-paint.ts';
import { measurePlacing } from './measure-placing.ts';
import { measureReconnect } from './measure-reconnect.ts';
import { measureRelay } from './measure-relay.ts';
import { measureRest } from './measure-rest.ts';
import { measureScale } from './measure-scale.ts';
import { measureStorm } from './measure-storm.ts';
import { measureFigures } from './measure-figures.ts';
import { measureThroughputApart } from './measure-throughput-apart.ts';
import { measureThroughput } from './measure-throughput.ts';
import { measureTimers } from './measure-timers.ts';
import { startServices } from './services.ts';
import type { Say, Size } from './size.ts';

interface PartOfBenchmark {
  readonly title: string;
  readonly needsKafka?: true;
  readonly measure: (testBed: TestBed, size: Size, say: Say) => Promise<Figure[]>;
}

/**
 * What can be measured, each part by itself. They run in this order: rest on a database in which nothing has
 * happened, and those whose services take all events in before those that leave events to them.
 */
export const measurements = {
  rest: {
    title: 'At rest, nobody there',
    needsKafka: true,
    measure: async (...of) => restFigures(await measureRest(...of)),
  },
  latency: { title: 'POST → socket, `npm start`', measure: latency },
  kafka: { title: 'POST → socket, three services over Kafka', needsKafka: true, measure: latencyOverKafka },
  throughput: {
    title: 'Changes a second',
    measure: async (...of) => throughputFigures(await measureThroughput(...of), 0.65),
  },
  'throughput-apart': {
    title: 'Changes a second, relay and notifier in processes of their own',
    needsKafka: true,
    measure: async (...of) => throughputFigures(await measureThroughputApart(...of), 0.8),
  },
  placing: {
    title: 'Orders placed at one restaurant',
    measure: async (...of) => placingFigures(await measurePlacing(...of)),
  },
  timers: {
    title: 'Deadlines that pass at one moment',
    measure: async (...of) => timersFigures(await measureTimers(...of)),
  },
  relay: {
    title: 'Outbox → Kafka',
    needsKafka: true,
    measure: async (...of) => relayFigures(await measureRelay(...of)),
  },
  scale: {
    title: 'Many orders beside few',
    measure: async (testBed, size, say) =>
      scaleFigures(await measureScale(testBed, size, say), size.manyOrders),
  },
  figures: {
    title: 'A restaurant’s figures over a year',
    measure: async (testBed, size, say) =>
      reportFigures(await measureFigures(testBed, size, say), size.manyOrders),
  },
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
  storm: {
    title: 'The return of many, beside bare Socket.IO',
    needsKafka: true,
    measure: async (testBed, size, say) => stormFigures(await measureStorm(testBed, size, say), size.crowd),
  },
  memory: {
    title: 'Memory, `npm start`',
    measure: async (...of) => memoryFigures(await measureMemory(...of)),
  },
} as const satisfies Readonly<Record<string, PartOfBenchmark>>;

export type Part = keyof typeof measurements;
export const allMeasurements = Object.keys(measurements) as Part[];

export const partNamed = (name: Part): PartOfBenchmark => measurements[name];

async function latency(testBed: TestBed, size: Size, say: Say): Promise<Figure[]> {
  const passline = await testBed.startPassline();
  const { url } = passline;
  return latencyFigures(
    await measureLatency({ api: url, sockets: url }, size, say).finally(() => passline.stop()),
    { 50: 150, 200: 20 },
  );
}

async function latencyOverKafka(testBed: TestBed, size: Size, say: Say): Promise<Figure[]> {
  const services = await startServices(testBed, say);
  const entrances = { api: services.orders.url, sockets: services.gateway.url };
  return latencyFigures(await measureLatency(entrances, size, say).finally(() => services.stop()), {
    50: 250,
    200: 30,
  });
}
