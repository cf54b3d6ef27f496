import { createHook } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import { type OrderEvent, OrderEventType } from '#libs/contracts';
import { kafkaStartTimeoutMs, startTestKafka } from '../../../../tests/support/kafka.ts';
import type { TestKafka } from '../../../../tests/support/kafka.ts';
import { decodeOrderEvent, encodeOrderEvent } from '../cloud-events/cloud-event.ts';
import { describeEventLog, failureOf } from '../event-log.contract.ts';
import { RecordTooLargeError } from '../event-log.errors.ts';
import { PermanentHandlerError } from '../event-log.ts';
import type { ConsumedRecord, LogConsumer, LogRecord } from '../event-log.ts';
import { eventually, Gate } from '../eventually.contract.ts';
import { asAdmin } from './client.ts';
import type { KafkaPlace } from './client.ts';
import { KafkaConsumption } from './consumption.ts';
import { revived } from './dead-letter.ts';
import { KafkaEventLog } from './kafka.event-log.ts';
import { lagOf } from './lag.ts';
import type { KafkaEventLogOptions } from './kafka.event-log.ts';
import { type Handle, reader } from '../reader.contract.ts';

const orderId = '01981a2b-3c4d-7e5f-8a6b-9c0d1e2f3a4b';
const statusChanged: OrderEvent = {
  id: 'event-2',
  type: OrderEventType.StatusChanged,
  source: '/passline/orders',
  subject: orderId,
  time: '2025-07-18T11:04:29.057Z',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  data: {
    order_id: orderId,
    restaurant_id: '01980000-0000-7000-8000-00000000000a',
    order_number: 'ONLINE-000001',
    fulfilment: 'pickup',
    version: 2,
    from: 'confirmed',
    status: 'cooking',
    at: '2025-07-18T11:04:29.050Z',
    role: 'kitchen',
    notes: 'Sin cebolla 🌶️',
    reason: null,
    corrects: null,
    estimate: null,
  },
};

let kafka: TestKafka;

beforeAll(async () => {
  kafka = await startTestKafka({ isToDie: false });
}, kafkaStartTimeoutMs);

afterAll(() => kafka.stop());

const openLog = (options: Partial<KafkaEventLogOptions> = {}): KafkaEventLog =>
  new KafkaEventLog({
    brokers: [kafka.brokers],
    clientId: 'test',
    onError: () => undefined,
    onFatal: (error) => {
      throw error;
    },
    retry: { baseMs: 1, maxMs: 20 },
    ...options,
  });

describeEventLog('Kafka', async () => ({ log: openLog(), topic: `orders-${randomUUID()}` }), {
  publishWaitsForDurable: false,
});

describe('the Kafka event log', () => {
  const logs: KafkaEventLog[] = [];
  let topic: string;
  let place: KafkaPlace;

  const open = (options?: Partial<KafkaEventLogOptions>): KafkaEventLog => {
    const log = openLog(options);
    logs.push(log);
    return log;
  };
  const record = (key: string, version: number): LogRecord => ({
    topic,
    key,
    headers: { version: String(version) },
    value: '{}',
  });
  const consumer = (durable: boolean, handle: Handle, name = `consumer-of-${topic}`): LogConsumer =>
    reader(durable, topic, name, handle);
  const versionOf = ({ key, headers }: LogRecord): string => `${key}${headers['version'] ?? ''}`;

  beforeEach(() => {
    topic = `orders-${randomUUID()}`;
    place = {
      brokers: [kafka.brokers],
      clientId: 'look',
      closed: new AbortController().signal,
      onLog: () => undefined,
    };
  });

  afterEach(async () => {
    await Promise.all(logs.splice(0).map((log) => log.close()));
  });

  /** What lies in the dead-letter topic of this test. */
  async function deadLetters(atLeast: number): Promise<readonly ConsumedRecord[]> {
    const letters: ConsumedRecord[] = [];
    await open().consume(
      reader(true, `${topic}.dlq`, `reader-${randomUUID()}`, async (letter) => void letters.push(letter)),
    );
    await eventually(() => letters.length >= atLeast, 'the dead letters');
    return letters;
  }

  const sizeOfTopic = (name: string): Promise<number> =>
    asAdmin(place, async (admin) =>
      (await admin.fetchTopicOffsets(name)).reduce((sum, { high }) => sum + Number(high), 0),
    );

  const groups = (): Promise<readonly string[]> =>
    asAdmin(place, async (admin) => (await admin.listGroups()).groups.map(({ groupId }) => groupId));

  it('makes the topics that are missing, as many partitions as it is told, with one for dead letters beside it', async () => {
    await open({ partitions: 3 }).publish([record('a', 1)]);
    const made = await asAdmin(
      place,
      async (admin) => (await admin.fetchTopicMetadata({ topics: [topic, `${topic}.dlq`] })).topics,
    );
    expect(Object.fromEntries(made.map(({ name, partitions }) => [name, partitions.length]))).toEqual({
      [topic]: 3,
      [`${topic}.dlq`]: 1,
    });
  });

  it('makes a topic once, though several begin with it at the same time', async () => {
    await expect(
      Promise.all([1, 2, 3].map((version) => open().publish([record('a', version)]))),
    ).resolves.toHaveLength(3);
  });

  it('misses nothing that is published while an ephemeral consumer is joining', async () => {
    const [writer, seen] = [open(), [] as number[]];
    let [last, ready, enough] = [0, 0, false];
    const writing = (async () => {
      while (!enough) await writer.publish([record('a', last + 1)]).then(() => (last += 1));
    })();
    await eventually(() => last > 10, 'the first records');
    await open().consume(consumer(false, async ({ headers }) => void seen.push(Number(headers['version']))));
    ready = last;
    await eventually(() => last > ready + 100, 'a hundred records more');
    enough = true;
    await writing;
    await eventually(() => seen.at(-1) === last, 'the last record');
    expect(seen[0]).toBeLessThanOrEqual(ready + 1);
    expect(seen).toEqual(Array.from({ length: last - seen[0]! + 1 }, (_, index) => seen[0]! + index));
  });

  it('deletes the group of an ephemeral consumer that stops, and keeps that of a durable one', async () => {
    const log = open();
    const [gateway, notifier] = [`gateway-${randomUUID()}`, `notifier-${randomUUID()}`];
    const consumptions = await Promise.all([
      log.consume(consumer(false, async () => undefined, gateway)),
      log.consume(consumer(true, async () => undefined, notifier)),
    ]);
    await log.publish([record('a', 1)]);
    const ofThisTest = async (): Promise<readonly string[]> =>
      (await groups()).filter((group) => group.includes(gateway) || group.includes(notifier));
    expect(await ofThisTest()).toHaveLength(2);
    await Promise.all(consumptions.map((consumption) => consumption.stop()));
    expect(await ofThisTest()).toEqual([`passline-${notifier}`]);
  });

  it('shares the orders among the members of a durable group, and one takes over what another leaves', async () => {
    const name = `notifier-${randomUUID()}`;
    const keys = Array.from({ length: 30 }, (_, index) => `order-${index}`);
    const handledBy = { first: new Set<string>(), second: new Set<string>() };
    const [writer, first, second] = [open(), open(), open()];
    await first.consume(consumer(true, async (one) => void handledBy.first.add(versionOf(one)), name));
    await second.consume(consumer(true, async (one) => void handledBy.second.add(versionOf(one)), name));
    let version = 0;
    const publishRound = (): Promise<void> =>
      writer.publish(keys.map((key) => record(key, version))).then(() => void (version += 1));
    const handled = (): number => new Set([...handledBy.first, ...handledBy.second]).size;
    while (handledBy.first.size === 0 || handledBy.second.size === 0) {
      await publishRound();
      await eventually(() => handled() === keys.length * version, 'every record of the round');
    }
    await first.close();
    const before = handledBy.second.size;
    await publishRound();
    await eventually(
      () => handledBy.second.size === before + keys.length,
      'the whole round at the one that is left',
    );
    expect(handled()).toBe(keys.length * version);
  });

  it('lets a record that fails for ever delay only its own order, then parks it and goes on with the order', async () => {
    const seen: string[] = [];
    const log = open({ partitions: 1, retry: { attempts: 3, baseMs: 1, maxMs: 20 } });
    await log.consume(
      consumer(true, async (one) => {
        if (versionOf(one) === 'poisoned1')
          throw new TypeError("Cannot read properties of null (reading 'status')");
        seen.push(versionOf(one));
      }),
    );
    await log.publish([record('poisoned', 1), record('poisoned', 2), record('a', 1)]);
    await eventually(() => seen.includes('a1'), 'the other order');
    for (let version = 2; !seen.includes('poisoned2'); version++) {
      await log.publish([record('a', version)]);
      await eventually(() => seen.includes(`a${version}`), 'the other order, on and on');
    }
    const [letter] = await deadLetters(1);
    expect(letter).toMatchObject({
      key: 'poisoned',
      value: '{}',
      headers: {
        version: '1',
        dlq_consumer: `consumer-of-${topic}`,
        dlq_topic: topic,
        dlq_position: '0/0',
        dlq_error: expect.stringContaining('Cannot read properties'),
      },
    });
    expect(revived(letter!)).toEqual(record('poisoned', 1));
  });

  it('parks at once a record that can never be handled', async () => {
    const log = open();
    let attempts = 0;
    await log.consume(
      consumer(true, async () => {
        attempts += 1;
        throw new PermanentHandlerError('unreadable');
      }),
    );
    await log.publish([record('a', 1)]);
    expect((await deadLetters(1)).map(versionOf)).toEqual(['a1']);
    expect(attempts).toBe(1);
  });

  it('gives a parked record back, once, when an operator asks for it', async () => {
    const log = open();
    const seen: string[] = [];
    let isMended = false;
    await log.consume(
      consumer(true, async (one) => {
        if (!isMended && one.key === 'poisoned') throw new PermanentHandlerError('unreadable');
        seen.push(versionOf(one));
      }),
    );
    expect(await log.deadLetters(topic)).toEqual([]);
    await log.publish([record('poisoned', 1), record('a', 1)]);
    await deadLetters(1);
    isMended = true;
    expect(await log.returnDeadLetters(topic)).toBe(1);
    await eventually(() => seen.includes('poisoned1'), 'the record that was given back');
    expect(await log.returnDeadLetters(topic)).toBe(0);
    expect(seen.sort()).toEqual(['a1', 'poisoned1']);
  });

  it('lists what was parked and not given back, and gives back the one that is named', async () => {
    const told: string[] = [];
    const log = open({
      partitions: 1,
      onParked: (error, { key }) => void told.push(`${key}: ${error.message}`),
    });
    const seen: string[] = [];
    let isMended = false;
    const consumption = await log.consume(
      consumer(true, async (one) => {
        if (!isMended) throw new PermanentHandlerError(`${one.key} is unreadable`);
        seen.push(versionOf(one));
      }),
    );
    await log.publish([record('a', 1), record('b', 1)]);
    await deadLetters(2);
    await eventually(() => consumption.parked === 2, 'both counted');
    expect(told.sort()).toEqual(['a: a is unreadable', 'b: b is unreadable']);
    const listed = await log.deadLetters(topic);
    const facts = { consumer: `consumer-of-${topic}`, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) };
    expect(listed.toSorted((one, other) => one.record.key.localeCompare(other.record.key))).toEqual(
      ['a', 'b'].map((key) => ({
        id: expect.stringMatching(/^0\/[01]$/),
        error: `PermanentHandlerError: ${key} is unreadable`,
        record: record(key, 1),
        ...facts,
      })),
    );
    isMended = true;
    const [first, second] = listed;
    expect(await log.returnDeadLetters(topic, second!.id)).toBe(1);
    await eventually(() => seen.length === 1, 'the one that was named');
    expect(seen).toEqual([versionOf(second!.record)]);
    expect((await log.deadLetters(topic)).map(({ id }) => id)).toEqual([first!.id]);
    expect(await log.returnDeadLetters(topic, '0/99')).toBe(0);
  });

  it('counts against a group what it has not taken in, before anything has come to its new member too', async () => {
    const name = `notifier-${randomUUID()}`;
    const log = open({ partitions: 1 });
    const first = await log.consume(consumer(true, async () => undefined, name));
    await log.publish([record('a', 1), record('a', 2)]);
    await eventually(async () => (await first.lag()).get(0) === 0, 'both taken in');
    await first.stop();
    const gate = new Gate();
    await log.publish([record('a', 3)]);
    const second = await log.consume(consumer(true, () => gate.opened, name));
    expect(await second.lag()).toEqual(new Map([[0, 1]]));
    gate.open();
    await eventually(async () => (await second.lag()).get(0) === 0, 'the third taken in');
  });

  it('says that it does not know, rather than an old figure, where the broker cannot be asked', async () => {
    const closed = new AbortController();
    await expect(
      lagOf(
        { ...place, brokers: ['127.0.0.1:1'], closed: closed.signal },
        { topic, groupId: 'any', done: new Map([[0, 0]]) },
      ),
    ).rejects.toThrow();
  });

  it('is noticed by its health where a consumer stops making progress, and again where it goes on', async () => {
    const gate = new Gate();
    const log = open({ limits: { stuckAfterMs: 500 } });
    const consumption = await log.consume(consumer(true, () => gate.opened));
    await log.publish([record('a', 1)]);
    expect(consumption.healthy).toBe(true);
    await eventually(() => !consumption.healthy, 'the consumer unhealthy', 5_000);
    gate.open();
    await eventually(() => consumption.healthy, 'the consumer well again');
  });

  it('parks nothing while nothing succeeds, however often it fails: a database that is away is no fault of a record', async () => {
    const seen: string[] = [];
    let attempts = 0;
    const log = open({ retry: { attempts: 2, baseMs: 1, maxMs: 5 } });
    await log.consume(
      consumer(true, async (one) => {
        attempts += 1;
        if (attempts <= 100) throw new Error('the database is away');
        seen.push(versionOf(one));
      }),
    );
    await log.publish([record('a', 1), record('a', 2), record('b', 1), record('c', 1)]);
    // A record may come twice, and the count then jumps past four between two looks.
    await eventually(() => new Set(seen).size === 4, 'all records, once the database is back');
    expect([...new Set(seen)].filter((one) => one.startsWith('a'))).toEqual(['a1', 'a2']);
    expect(await sizeOfTopic(`${topic}.dlq`)).toBe(0);
  });

  it('gives to the next member what was in hand, and not what was done, when a member stops in the middle', async () => {
    const name = `notifier-${randomUUID()}`;
    const seen: string[] = [];
    const log = open({ partitions: 1 });
    const first = await log.consume(
      consumer(
        true,
        async (one) => {
          if (one.key === 'stuck') throw new Error('not now');
          seen.push(versionOf(one));
        },
        name,
      ),
    );
    await log.publish([record('a', 1), record('stuck', 1), record('a', 2)]);
    await eventually(() => seen.length === 2, 'those that can be handled');
    await first.stop();
    const successor: string[] = [];
    await log.consume(consumer(true, async (one) => void successor.push(versionOf(one)), name));
    await eventually(() => successor.length === 2, 'the one that was left, and what came behind it');
    expect(successor.sort()).toEqual(['a2', 'stuck1']);
  });

  it('takes no more of a partition than it may have in hand, and goes on when there is room', async () => {
    const gate = new Gate();
    let [atWork, handled] = [0, 0];
    const limits = { mostInHand: 20 };
    const log = open({ partitions: 1, concurrentKeys: 1_000, limits });
    await log.publish(Array.from({ length: 20 }, (_, index) => record(`first-${index}`, 1)));
    await log.consume(
      consumer(true, async () => {
        atWork += 1;
        await gate.opened;
        handled += 1;
      }),
    );
    await eventually(() => atWork === 20, 'the first ones in hand');
    await log.publish(Array.from({ length: 200 }, (_, index) => record(`second-${index}`, 1)));
    expect(atWork).toBe(20);
    gate.open();
    await eventually(() => handled === 220, 'all of them');
  });

  it('fails alone, for good, a record that the broker finds too large', async () => {
    await open().publish([record('a', 1)]);
    await asAdmin(place, (admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          {
            type: kafkajs.ConfigResourceTypes.TOPIC,
            name: topic,
            configEntries: [{ name: 'max.message.bytes', value: '2000' }],
          },
        ],
      }),
    );
    const large = { ...record('b', 1), value: 'x'.repeat(3_000) };
    const { failures } = await failureOf(
      open().publish([record('a', 2), large, record('b', 2), record('c', 1)]),
    );
    expect(failures).toMatchObject([
      { index: 1, retryable: false },
      { index: 2, retryable: true },
    ]);
    const seen = new Set<string>();
    await open().consume(consumer(true, async (one) => void seen.add(versionOf(one))));
    await eventually(() => seen.size === 3, 'all the others');
    expect([...seen].sort()).toEqual(['a1', 'a2', 'c1']);
  });

  it('counts key, headers and value in bytes against the largest record', async () => {
    const { failures } = await failureOf(
      open({ maxRecordBytes: 10 }).publish([{ ...record('key', 1), value: 'é123456' }]),
    );
    expect(failures[0]?.cause).toBeInstanceOf(RecordTooLargeError);
  });

  it('publishes in order, and whole, what is published at once and what is more than one send takes', async () => {
    const seen: string[] = [];
    const log = open();
    await log.consume(consumer(true, async (one) => void seen.push(versionOf(one))));
    const large = (version: number): LogRecord => ({ ...record('a', version), value: 'x'.repeat(100_000) });
    await Promise.all(Array.from({ length: 30 }, (_, index) => log.publish([large(index)])));
    await eventually(() => seen.length === 30, 'all of them');
    expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => `a${index}`));
  });

  it('uses a topic only when every partition of it answers: what is published at once is there once', async () => {
    const keys = Array.from({ length: 150 }, (_, index) => `order-${index}`);
    await open({ partitions: keys.length }).publish(keys.map((key) => record(key, 1)));
    expect(await sizeOfTopic(topic)).toBe(keys.length);
  });

  it('tells its owner when a consumer has ended and will not come back', async () => {
    await open().publish([record('a', 1)]);
    const [broken, fatal] = [new AbortController(), [] as Error[]];
    const limits = {
      mostInHand: 10,
      stalledAfterMs: 60_000,
      stuckAfterMs: 60_000,
      stopTimeoutMs: 1_000,
      now: () => performance.now(),
    };
    const consumption = await KafkaConsumption.start(
      { ...place, closed: broken.signal },
      {
        topic,
        groupId: randomUUID(),
        commits: true,
        startAt: new Map(),
        settle: async () => undefined,
        parked: () => 0,
        onFatal: (error) => void fatal.push(error),
        limits,
      },
    );
    expect(consumption.healthy).toBe(true);
    broken.abort();
    await eventually(() => fatal.length > 0, 'the owner told');
    expect(consumption.healthy).toBe(false);
    await consumption.stop();
    expect(fatal).toHaveLength(1);
  });

  it('carries an order event as a CloudEvent, with its trace, to the other side', async () => {
    const sent = encodeOrderEvent(statusChanged, topic);
    const log = open();
    const received: ConsumedRecord[] = [];
    await log.consume(consumer(true, async (one) => void received.push(one)));
    await log.publish([sent]);
    await eventually(() => received.length > 0, 'the event');
    expect(received[0]).toMatchObject({
      key: statusChanged.data.order_id,
      headers: { ce_id: 'event-2', ce_specversion: '1.0', traceparent: statusChanged.traceparent },
    });
    expect(decodeOrderEvent(received[0]!)).toEqual(statusChanged);
  });

  it('costs next to nothing while nothing happens', async () => {
    const log = open();
    await log.consume(consumer(false, async () => undefined));
    await log.publish([record('a', 1)]);
    let looks = 0;
    const until = performance.now() + 1_000;
    const timers = createHook({
      init: (_id, type) => {
        if (type === 'Timeout') looks += 1;
      },
    }).enable();
    await eventually(() => performance.now() > until, 'a second to pass');
    timers.disable();
    expect(looks).toBeLessThan(300);
  });

  it('says nothing on the console', async () => {
    const said: string[] = [];
    const log = open({ onLog: (_level, message) => void said.push(message) });
    await log.consume(consumer(true, async () => undefined));
    await log.publish([record('a', 1)]);
    expect(said).toContain('Consumer has joined the group');
    expect(said.join()).not.toContain('partitioner');
  });
});
