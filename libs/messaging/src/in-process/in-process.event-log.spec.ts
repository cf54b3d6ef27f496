import { describe, expect, it } from '@jest/globals';
import { describeEventLog, failureOf } from '../event-log.contract.ts';
import { ConsumerAwayError, HeldBackError, RecordTooLargeError } from '../event-log.errors.ts';
import { PermanentHandlerError } from '../event-log.ts';
import type { LogConsumer, LogRecord } from '../event-log.ts';
import { eventually, Gate } from '../eventually.contract.ts';
import { InProcessEventLog } from './in-process.event-log.ts';
import type { InProcessEventLogOptions } from './in-process.event-log.ts';
import { type Handle, reader } from '../reader.contract.ts';
import { defaultRetryPolicy } from '../concurrency/retry.ts';
import type { RetryPolicy } from '../concurrency/retry.ts';

const topic = 'orders';
const atOnce: Partial<RetryPolicy> = { delay: async () => undefined };

const openLog = (options: Partial<InProcessEventLogOptions> = {}): InProcessEventLog =>
  new InProcessEventLog({ onError: () => undefined, retry: atOnce, ...options });

const record = (key: string, value = ''): LogRecord => ({ topic, key, headers: {}, value });
const durable = (name: string, handle: Handle): LogConsumer => reader(true, topic, name, handle);
const ephemeral = (name: string, handle: Handle): LogConsumer => reader(false, topic, name, handle);

describeEventLog(
  'in process',
  async () => ({ log: new InProcessEventLog({ onError: () => undefined, retry: { baseMs: 1 } }), topic }),
  { publishWaitsForDurable: true },
);

describe('the in-process event log', () => {
  it('fails a record for good, at the first attempt, that a durable consumer can never handle, and holds back those behind it', async () => {
    const log = openLog();
    let poisoned = 0;
    const handled: string[] = [];
    await log.consume(
      durable('notifier', async ({ key, value }) => {
        if (value === 'poison') {
          poisoned += 1;
          throw new PermanentHandlerError('unreadable');
        }
        handled.push(key + value);
      }),
    );
    const { failures } = await failureOf(
      log.publish([record('a', '1'), record('a', 'poison'), record('b', '1'), record('a', '3')]),
    );
    expect(failures).toEqual([
      { index: 1, retryable: false, cause: expect.any(PermanentHandlerError) },
      { index: 3, retryable: true, cause: expect.any(HeldBackError) },
    ]);
    expect(handled.sort()).toEqual(['a1', 'b1']);
    expect(poisoned).toBe(1);
  });

  it('tries a failing record as often as it is told, with a full-jitter pause that grows to its limit, and keeps it for later', async () => {
    const pauses: number[] = [];
    const retry = {
      attempts: 5,
      baseMs: 100,
      maxMs: 300,
      random: () => 0.5,
      delay: async (ms: number) => void pauses.push(ms),
    };
    const log = openLog({ retry });
    const away = new Error('the database is away');
    await log.consume(durable('notifier', () => Promise.reject(away)));
    const { failures } = await failureOf(log.publish([record('a')]));
    expect(failures).toEqual([{ index: 0, retryable: true, cause: away }]);
    expect(pauses).toEqual([50, 100, 150, 150]);
  });

  it('keeps a record for a consumer that may still handle it, though another never can', async () => {
    const log = openLog();
    await log.consume(durable('archive', () => Promise.reject(new PermanentHandlerError('unreadable'))));
    await log.consume(durable('notifier', () => Promise.reject(new Error('the database is away'))));
    expect((await failureOf(log.publish([record('a')]))).failures).toMatchObject([{ retryable: true }]);
  });

  it('runs handlers for so many orders at once and no more, and waits with nobody in a pause', async () => {
    const [gate, pause] = [new Gate(), new Gate()];
    const log = openLog({ concurrentKeys: 2, retry: { delay: () => pause.opened } });
    let running = 0;
    let most = 0;
    const failedOnce = new Set<string>();
    await log.consume(
      durable('notifier', async ({ key }) => {
        if (key.startsWith('failing') && !failedOnce.has(key)) {
          failedOnce.add(key);
          throw new Error('the database is away');
        }
        most = Math.max(most, ++running);
        await gate.opened;
        running -= 1;
      }),
    );
    const publishing = log.publish(
      ['failing-1', 'failing-2', 'failing-3', 'a', 'b', 'c'].map((key) => record(key)),
    );
    await eventually(() => running === 2, 'two orders at work while three are in a pause');
    gate.open();
    pause.open();
    await publishing;
    expect(most).toBe(2);
  });

  it('keeps the records of one order in order over several publications at once', async () => {
    const log = openLog();
    const [gate, seen, others] = [new Gate(), [] as string[], [] as string[]];
    await log.consume(
      durable('notifier', async ({ key, value }) => {
        if (key === 'b') return void others.push(value);
        if (value === '1') await gate.opened;
        seen.push(value);
      }),
    );
    const publishing = Promise.all(['1', '2', '3'].map((value) => log.publish([record('a', value)])));
    await log.publish([record('b', '1')]);
    expect(others).toEqual(['1']);
    gate.open();
    await publishing;
    expect(seen).toEqual(['1', '2', '3']);
  });

  it('begins nothing that still waits for its turn when its consumer stops', async () => {
    const log = openLog({ concurrentKeys: 1 });
    const [gate, begun] = [new Gate(), [] as string[]];
    const consumption = await log.consume(
      durable('notifier', async ({ key }) => {
        begun.push(key);
        await gate.opened;
      }),
    );
    const publishing = failureOf(log.publish([record('a'), record('b')]));
    await eventually(() => begun.length > 0, 'the first record in hand');
    const stopping = consumption.stop();
    gate.open();
    await stopping;
    expect((await publishing).failures).toMatchObject([
      { index: 1, retryable: true, cause: expect.any(ConsumerAwayError) },
    ]);
    expect(begun).toEqual(['a']);
  });

  it('reports what an ephemeral consumer throws, and goes on with the next record', async () => {
    const reports: unknown[] = [];
    const seen: string[] = [];
    const log = openLog({
      onError: (error, failed, consumer) => reports.push([error.message, failed.value, consumer.name]),
    });
    await log.consume(
      ephemeral('gateway', ({ value }) => {
        if (value === '1') throw new TypeError('not a promise even');
        seen.push(value);
        return Promise.resolve();
      }),
    );
    await log.publish([record('a', '1'), record('a', '2'), record('b', '1'), record('b', '3')]);
    await eventually(() => reports.length === 2, 'the two that fail');
    expect(seen).toEqual(['2', '3']);
    expect(reports).toEqual([
      ['not a promise even', '1', 'gateway'],
      ['not a promise even', '1', 'gateway'],
    ]);
  });

  it('hands an ephemeral consumer together what arrived together, and reports all of it where it fails', async () => {
    const calls: string[] = [];
    const reports: string[] = [];
    const log = openLog({ onError: (error, failed) => reports.push(`${failed.value}: ${error.message}`) });
    await log.consume({
      name: 'gateway',
      topic,
      durable: false,
      handle: async (records) => {
        calls.push(records.map(({ value }) => value).join());
        if (calls.length === 1) throw new Error('the screens are away');
        return [];
      },
    });
    await log.publish([record('a', '1'), record('b', '2')]);
    await eventually(() => reports.length === 2, 'both reports');
    await log.publish([record('c', '3'), record('a', '4'), record('a', '5')]);
    await eventually(() => calls.length === 2, 'the second call');
    expect(calls).toEqual(['1,2', '3,4,5']);
    expect(reports).toEqual(['1: the screens are away', '2: the screens are away']);
  });

  it('survives a reporter that throws', async () => {
    const seen: string[] = [];
    const log = openLog({
      onError: () => {
        throw new Error('the logger is broken');
      },
    });
    await log.consume(
      ephemeral('gateway', async ({ value }) => {
        seen.push(value);
        throw new Error('the socket is gone');
      }),
    );
    await log.publish([record('a', '1'), record('a', '2')]);
    await eventually(() => seen.length === 2, 'both records');
  });

  it('shows a record to a screen at once, though a durable consumer is still at it', async () => {
    const gate = new Gate();
    const log = openLog();
    const shown: string[] = [];
    await log.consume(durable('notifier', () => gate.opened));
    await log.consume(ephemeral('gateway', async ({ value }) => void shown.push(value)));
    const publishing = log.publish([record('a', '1'), record('a', '2')]);
    await eventually(() => shown.length === 2, 'both records on the screen');
    gate.open();
    await publishing;
    expect(shown).toEqual(['1', '2']);
  });

  it('counts nothing as published while a durable consumer that was announced is not there', async () => {
    const log = openLog({ durableConsumers: [{ name: 'notifier', topic }] });
    const { failures } = await failureOf(log.publish([record('a')]));
    expect(failures).toMatchObject([{ retryable: true, cause: expect.any(ConsumerAwayError) }]);
    await log.consume(durable('notifier', async () => undefined));
    await expect(log.publish([record('a')])).resolves.toBeUndefined();
  });

  it('refuses a second durable consumer of the same name', async () => {
    const log = openLog();
    await log.consume(durable('notifier', async () => undefined));
    await expect(log.consume(durable('notifier', async () => undefined))).rejects.toThrow(
      '"notifier" consumes orders already',
    );
  });

  it('counts key, headers and value in bytes against the largest record', async () => {
    const log = openLog({ maxRecordBytes: 10 });
    const fits = { topic, key: 'key', headers: { h: '12' }, value: 'é12' };
    await expect(log.publish([fits])).resolves.toBeUndefined();
    const { failures } = await failureOf(log.publish([{ ...fits, value: 'éé1' }]));
    expect(failures[0]?.cause).toBeInstanceOf(RecordTooLargeError);
    expect(failures[0]?.cause).toMatchObject({ bytes: 11, maxBytes: 10 });
  });

  it('waits at its close for the record in hand, and gives back the one behind it', async () => {
    const gate = new Gate();
    const log = openLog();
    const handled: string[] = [];
    let started = false;
    await log.consume(
      durable('notifier', async ({ value }) => {
        started = true;
        await gate.opened;
        handled.push(value);
      }),
    );
    const publishing = failureOf(log.publish([record('a', '1'), record('a', '2')]));
    await eventually(() => started, 'the first record in hand');
    let closed = false;
    const closing = log.close().then(() => (closed = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(false);
    gate.open();
    await closing;
    expect(handled).toEqual(['1']);
    expect((await publishing).failures).toMatchObject([{ index: 1, retryable: true }]);
  });

  it('cuts a pause short when it is closed', async () => {
    const log = openLog({
      retry: {
        attempts: 2,
        baseMs: 3_600_000,
        maxMs: 3_600_000,
        random: () => 0.9,
        delay: defaultRetryPolicy.delay,
      },
    });
    let attempts = 0;
    await log.consume(
      durable('notifier', async () => {
        attempts += 1;
        throw new Error('the database is away');
      }),
    );
    const publishing = failureOf(log.publish([record('a')]));
    await eventually(() => attempts === 1, 'the first attempt');
    await log.close();
    expect((await publishing).failures).toMatchObject([{ retryable: true }]);
    expect(attempts).toBe(1);
  });

  it('finishes what an ephemeral consumer that stops has in hand, and shows it no more', async () => {
    const log = openLog();
    const [gate, begun] = [new Gate(), [] as string[]];
    const consumption = await log.consume(
      ephemeral('gateway', async ({ value }) => {
        begun.push(value);
        await gate.opened;
      }),
    );
    await log.publish([record('a', '1')]);
    await eventually(() => begun.length > 0, 'the first record in hand');
    await log.publish([record('a', '2')]);
    let stopped = false;
    const stopping = consumption.stop().then(() => (stopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    gate.open();
    await stopping;
    await log.publish([record('a', '3')]);
    expect(begun).toEqual(['1']);
  });

  it.each([
    ['durable', durable],
    ['ephemeral', ephemeral],
  ] as const)(
    'calls a consumer unhealthy that sits on one record for too long, and well again afterwards (%s)',
    async (_, kind) => {
      let now = 0;
      const gate = new Gate();
      const log = openLog({ stalledAfterMs: 1_000, now: () => now });
      const consumption = await log.consume(kind('consumer', () => gate.opened));
      const publishing = log.publish([record('a')]);
      await new Promise((resolve) => setImmediate(resolve));
      now = 1_001;
      expect(consumption.healthy).toBe(false);
      gate.open();
      await publishing;
      await eventually(() => consumption.healthy, 'the consumer well again');
    },
  );

  it('calls a consumer unhealthy that gave up on its last record, but not for one that was unreadable', async () => {
    const log = openLog();
    let failure: Error | undefined = new Error('the database is away');
    const consumption = await log.consume(
      durable('notifier', async () => {
        if (failure) throw failure;
      }),
    );
    await failureOf(log.publish([record('a')]));
    expect(consumption.healthy).toBe(false);
    failure = undefined;
    await log.publish([record('a')]);
    expect(consumption.healthy).toBe(true);
    failure = new PermanentHandlerError('unreadable');
    await failureOf(log.publish([record('a')]));
    expect(consumption.healthy).toBe(true);
  });
});
