import { randomUUID } from 'node:crypto';
import { createConnection, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Consumption,
  KafkaEventLog,
  type KafkaEventLogOptions,
  type LogRecord,
  PublishError,
} from '#libs/messaging';
import { eventually } from '../support/eventually.ts';
import { kafkaStartTimeoutMs, startTestKafka, type TestKafka } from '../support/kafka.ts';

let kafka: TestKafka;

beforeAll(async () => {
  kafka = await startTestKafka();
}, kafkaStartTimeoutMs);

afterAll(() => kafka.stop());

describe('a broker that goes away', () => {
  const logs: KafkaEventLog[] = [];
  let topic: string;

  beforeEach(() => {
    topic = `orders-${randomUUID()}`;
  });

  afterEach(async () => {
    await Promise.all(logs.splice(0).map((log) => log.close()));
    if (!(await accepts(kafka.brokers))) await kafka.restart();
  });

  function open(options: Partial<KafkaEventLogOptions> = {}): KafkaEventLog {
    const log = new KafkaEventLog({
      brokers: [kafka.brokers],
      clientId: 'test',
      onError: () => undefined,
      onFatal: (error) => {
        throw error;
      },
      ...options,
    });
    logs.push(log);
    return log;
  }

  const record = (key: string, version: number): LogRecord => ({
    topic,
    key,
    headers: { version: String(version) },
    value: '{}',
  });

  const consume = (log: KafkaEventLog, durable: boolean, seen: number[]): Promise<Consumption> => {
    const who = { name: `consumer-${randomUUID()}`, topic };
    const see = ({ headers }: LogRecord): void => void seen.push(Number(headers['version']));
    return log.consume(
      durable
        ? { ...who, durable, handle: async (one) => see(one) }
        : {
            ...who,
            durable,
            handle: async (several) => {
              several.forEach(see);
              return [];
            },
          },
    );
  };

  it('loses nothing that was acknowledged, and tells every consumer all of it in order, though it is killed twice while records are published', async () => {
    const [writer, acknowledged] = [open(), new Set<number>()];
    const [durable, ephemeral]: [number[], number[]] = [[], []];
    await consume(open(), true, durable);
    await consume(open(), false, ephemeral);
    let [next, enough] = [1, false];
    // Several at once, as overlapping publications are what loses records elsewhere.
    const publishing = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (!enough) {
          const version = next++;
          if (await isPublished(writer, record('order', version))) acknowledged.add(version);
        }
      }),
    );
    for (const round of [1, 2]) {
      const before = acknowledged.size;
      await eventually(() => acknowledged.size > before + 200, 'two hundred records more');
      await kafka.kill('SIGKILL');
      const killed = performance.now();
      await kafka.restart();
      const restarted = performance.now();
      const atRestart = [acknowledged.size, durable.length, ephemeral.length];
      await eventually(
        () =>
          acknowledged.size > atRestart[0]! &&
          durable.length > atRestart[1]! &&
          ephemeral.length > atRestart[2]!,
        'writer and consumers back at work',
        20_000,
      );
      print(
        `round ${round}: the broker answered ${ms(restarted - killed)} after its death, everyone was back ${ms(performance.now() - restarted)} later`,
      );
    }
    enough = true;
    await publishing;
    const last = Math.max(...acknowledged);
    await eventually(() => durable.includes(last) && ephemeral.includes(last), 'the last record');
    for (const seen of [durable, ephemeral]) {
      expect([...acknowledged].filter((version) => !seen.includes(version))).toEqual([]);
    }
  }, 90_000);

  it('does not hold up who publishes: it fails within its time, may be tried again, and arrives once the broker is back', async () => {
    const [log, seen] = [open({ publishTimeoutMs: 1_500 }), [] as number[]];
    await consume(open(), true, seen);
    await log.publish([record('order', 1)]);
    await kafka.kill('SIGKILL');
    const started = performance.now();
    const failures = await Promise.all(
      [2, 3].map((version) => failureOf(log.publish([record('order', version)]))),
    );
    expect(performance.now() - started).toBeLessThan(3_500);
    expect(failures.flatMap(({ failures: of }) => of.map(({ retryable }) => retryable))).toEqual([
      true,
      true,
    ]);
    await kafka.restart();
    await eventually(
      () => isPublished(log, record('order', 4)),
      'the record that is published after the return',
    );
    await eventually(() => seen.includes(4), 'it at the consumer');
  }, 40_000);

  it('is noticed by the health of a consumer, though it only freezes, and so is its return', async () => {
    const seen: number[] = [];
    const log = open({ limits: { stalledAfterMs: 1_500 } });
    const consumption = await consume(log, false, seen);
    await log.publish([record('order', 1)]);
    expect(consumption.healthy).toBe(true);
    await kafka.kill('SIGSTOP');
    await eventually(() => !consumption.healthy, 'the consumer unhealthy', 5_000);
    await kafka.kill('SIGCONT');
    await eventually(() => consumption.healthy, 'the consumer well again', 20_000);
    await eventually(() => isPublished(log, record('order', 2)), 'another record published');
    await eventually(() => seen.includes(2), 'it at the consumer');
  }, 60_000);

  it('does not hold up a stop, and nothing goes on trying to reach it', async () => {
    const log = open({ limits: { stopTimeoutMs: 2_000 }, publishTimeoutMs: 1_000 });
    await consume(log, true, []);
    await consume(log, false, []);
    await log.publish([record('order', 1)]);
    await kafka.kill('SIGKILL');
    const publishing = failureOf(log.publish([record('order', 2)]));
    const started = performance.now();
    await log.close();
    expect(performance.now() - started).toBeLessThan(6_000);
    expect((await publishing).failures).toMatchObject([{ retryable: true }]);
    const tries = await connectionsWithin(kafka.brokers, 2_500);
    expect(tries).toBe(0);
  }, 40_000);

  it('may come later than its consumers: they wait for it', async () => {
    await kafka.kill('SIGKILL');
    const [log, seen] = [open(), [] as number[]];
    const consuming = consume(log, false, seen);
    await kafka.restart();
    expect((await consuming).healthy).toBe(true);
    await log.publish([record('order', 1)]);
    await eventually(() => seen.includes(1), 'the record');
  }, 40_000);
});

const ms = (time: number): string => `${Math.round(time)} ms`;
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const isPublished = (log: KafkaEventLog, record: LogRecord): Promise<boolean> =>
  log.publish([record]).then(
    () => true,
    () => false,
  );

async function failureOf(publishing: Promise<void>): Promise<PublishError> {
  const error: unknown = await publishing.catch((thrown: unknown) => thrown);
  if (error instanceof PublishError) return error;
  throw new Error('everything was published', { cause: error });
}

function accepts(address: string): Promise<boolean> {
  const [host, port] = address.split(':');
  return new Promise((resolve) => {
    const socket = createConnection({ host, port: Number(port) })
      .once('connect', () => {
        socket.destroy();
        resolve(true);
      })
      .once('error', () => {
        resolve(false);
      });
  });
}

/** How many connections are made to an address at which we listen for so long. */
async function connectionsWithin(address: string, forMs: number): Promise<number> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(Number(address.split(':')[1]), '127.0.0.1');
  const until = performance.now() + forMs;
  await eventually(() => performance.now() > until, 'the time to pass');
  server.close();
  return connections;
}
