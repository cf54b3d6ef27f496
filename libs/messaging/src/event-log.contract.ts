import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, Gate } from './eventually.contract.ts';
import { PermanentHandlerError, PublishError } from './event-log.ts';
import type { ConsumedRecord, Consumption, EventLog, LogRecord } from './event-log.ts';
import { type Handle, reader } from './reader.contract.ts';

/** A log for one test. It tries a record at least three times, with pauses well below a second. */
export interface OpenedLog {
  readonly log: EventLog;
  /** Exists, is empty, and is of this test alone. */
  readonly topic: string;
  /** Takes away what `open` made beside the log, which is closed by then. */
  release?(): Promise<void>;
}

export interface EventLogTraits {
  /** `publish` resolves only when durable consumers have handled the records. */
  readonly publishWaitsForDurable: boolean;
}

/** What every event log must do, whatever carries it. */
export function describeEventLog(name: string, open: () => Promise<OpenedLog>, traits: EventLogTraits): void {
  describe(`event log: ${name}`, () => {
    let opened: OpenedLog;
    let log: EventLog;

    beforeEach(async () => {
      opened = await open();
      log = opened.log;
    });

    afterEach(async () => {
      await log.close();
      await opened.release?.();
    });

    const record = (key: string, version: number, more: Partial<LogRecord> = {}): LogRecord => ({
      topic: opened.topic,
      key,
      headers: { version: String(version) },
      value: `${key}:${version}`,
      ...more,
    });
    const records = (key: string, ...versions: readonly number[]): LogRecord[] =>
      versions.map((version) => record(key, version));

    const consume = (
      durable: boolean,
      handle: Handle,
      consumer = `consumer-${randomUUID()}`,
    ): Promise<Consumption> => log.consume(reader(durable, opened.topic, consumer, handle));

    it('hands the records of an order over in the order in which they were published', async () => {
      const seen = new Journal();
      await consume(true, seen.write);
      await log.publish(records('a', 1, 2, 3));
      await log.publish(records('a', 4, 5));
      await eventually(() => seen.of('a').length === 5, 'five records of the order');
      expect(seen.of('a')).toEqual([1, 2, 3, 4, 5]);
    });

    it('hands every record to each durable consumer', async () => {
      const [notifier, archive] = [new Journal(), new Journal()];
      await consume(true, notifier.write);
      await consume(true, archive.write);
      await log.publish([...records('a', 1, 2), ...records('b', 1)]);
      await eventually(() => notifier.total === 3 && archive.total === 3, 'three records at both consumers');
    });

    it('lets an ephemeral consumer miss nothing that is published once it stands at its place', async () => {
      const seen = new Journal();
      await consume(false, seen.write);
      for (let version = 1; version <= 30; version++) await log.publish(records('a', version));
      await eventually(() => seen.total === 30, 'all thirty records');
      expect(seen.of('a')).toEqual(upTo(30));
    });

    it('shows an ephemeral consumer nothing from before it came', async () => {
      const seen = new Journal();
      await log.publish(records('a', 1, 2));
      await consume(false, seen.write);
      await log.publish(records('a', 3));
      await eventually(() => seen.total > 0, 'the first record');
      expect(seen.of('a')).toEqual([3]);
    });

    it('does not let an ephemeral consumer that hangs hold up anyone', async () => {
      const [gate, seen] = [new Gate(), new Journal()];
      await consume(false, () => gate.opened);
      await consume(true, seen.write);
      await log.publish(records('a', 1, 2));
      await eventually(() => seen.total === 2, 'both records at the other consumer');
      gate.open();
    });

    it('tries a failed record again in its place, while the records of other orders go on', async () => {
      const [seen, others] = [new Journal(), new Gate()];
      let attempts = 0;
      await consume(true, async (consumed) => {
        if (consumed.key === 'a' && consumed.headers['version'] === '1') {
          attempts += 1;
          if (attempts === 1) throw new Error('the database is away');
          await others.opened;
        }
        await seen.write(consumed);
        if (seen.of('b').length === 3) others.open();
      });
      await publishAsRelay(log, [...records('a', 1, 2, 3), ...records('b', 1, 2, 3)]);
      await eventually(() => seen.total === 6, 'all six records');
      expect(attempts).toBeGreaterThan(1);
      expect(seen.of('a')).toEqual([1, 2, 3]);
      expect(seen.of('b')).toEqual([1, 2, 3]);
    });

    it('lets a record that can never be handled delay only its own order', async () => {
      const seen = new Journal();
      await consume(true, async (consumed) => {
        if (consumed.key === 'poisoned') throw new PermanentHandlerError('unreadable');
        await seen.write(consumed);
      });
      await publishAsRelay(log, [
        ...records('a', 1),
        ...records('poisoned', 1),
        ...records('a', 2),
        ...records('b', 1),
      ]);
      await publishAsRelay(log, records('a', 3));
      await eventually(() => seen.total === 4, 'every record of the other orders');
      expect(seen.of('a')).toEqual([1, 2, 3]);
    });

    it.each([true, false])(
      'keeps a consumer alive that throws a TypeError (durable: %s)',
      async (durable) => {
        const seen = new Journal();
        let thrown = false;
        await consume(durable, async (consumed) => {
          if (!thrown && consumed.key === 'a') {
            thrown = true;
            throw new TypeError("Cannot read properties of undefined (reading 'status')");
          }
          await seen.write(consumed);
        });
        await publishAsRelay(log, records('a', 1));
        await publishAsRelay(log, records('b', 1));
        await eventually(() => seen.of('b').length === 1, 'the record after the failed one');
        if (durable) await eventually(() => seen.of('a').length === 1, 'the failed record, tried again');
      },
    );

    it('finishes the record in hand before a consumer stops, and leaves the rest to its successor', async () => {
      const [gate, seen, successor] = [new Gate(), new Journal(), new Journal()];
      let started = false;
      const consumer = `consumer-${randomUUID()}`;
      const consumption = await consume(
        true,
        async (consumed) => {
          started = true;
          await gate.opened;
          await seen.write(consumed);
        },
        consumer,
      );
      const published = publishAsRelay(log, records('a', 1, 2));
      await eventually(() => started, 'the first record in hand');

      let stopped = false;
      const stopping = consumption.stop().then(() => (stopped = true));
      await nextTurn();
      expect(stopped).toBe(false);
      gate.open();
      await stopping;
      expect(seen.of('a')).toEqual([1]);
      expect(consumption.healthy).toBe(false);

      await consume(true, successor.write, consumer);
      await published;
      await eventually(() => successor.of('a').includes(2), 'the record that was left');
      expect(seen.of('a')).toEqual([1]);
    });

    it('keeps for a durable consumer what is published while it is away', async () => {
      const seen = new Journal();
      const consumer = `consumer-${randomUUID()}`;
      const first = await consume(true, seen.write, consumer);
      await publishAsRelay(log, records('a', 1));
      await eventually(() => seen.total === 1, 'the first record');
      await first.stop();

      const published = publishAsRelay(log, records('a', 2, 3));
      await consume(true, seen.write, consumer);
      await published;
      await eventually(() => seen.total === 3, 'what was published in between');
      expect(seen.of('a')).toEqual([1, 2, 3]);
    });

    it('carries headers, keys and values of any script unharmed', async () => {
      const received: ConsumedRecord[] = [];
      await consume(true, async (consumed) => void received.push(consumed));
      const sent = record('order-ñ-注文', 1, {
        headers: { 'content-type': 'application/json', note: 'señor 👨‍🍳', empty: '' },
        value: JSON.stringify({ key: 'k', value: 'v', notes: 'Zwei Stück — お願いします 🌶️\n"quoted"' }),
      });
      await log.publish([sent]);
      await eventually(() => received.length > 0, 'the record');
      expect(received[0]).toMatchObject(sent);
      expect(received[0]?.headers).toEqual(sent.headers);
      expect(received[0]?.position).toMatch(/./);
    });

    it('keeps 1,000 records of 50 orders in order', async () => {
      const seen = new Journal();
      const keys = upTo(50).map((number) => `order-${number}`);
      await consume(true, seen.write);
      await log.publish(upTo(20).flatMap((version) => keys.map((key) => record(key, version))));
      await eventually(() => seen.total === 1_000, 'all records');
      for (const key of keys) expect(seen.of(key)).toEqual(upTo(20));
    });

    it('refuses for good a record that is too large, and publishes those of other orders', async () => {
      const seen = new Journal();
      await consume(true, seen.write);
      const huge = record('a', 1, { value: 'x'.repeat(2_000_000) });
      const error = await failureOf(log.publish([huge, record('a', 2), record('b', 1)]));
      expect(error.failures.map(({ index, retryable }) => ({ index, retryable }))).toEqual([
        { index: 0, retryable: false },
        { index: 1, retryable: true },
      ]);
      await eventually(() => seen.of('b').length === 1, 'the record of the other order');
      expect(seen.of('a')).toEqual([]);
    });

    it('accepts an empty batch', async () => {
      await expect(log.publish([])).resolves.toBeUndefined();
    });

    it('calls a consumer healthy while it stands at its place', async () => {
      const consumption = await consume(true, async () => undefined);
      expect(consumption.healthy).toBe(true);
      await consumption.stop();
      expect(consumption.healthy).toBe(false);
    });

    it.each([true, false])('tells how many records wait for a consumer (durable: %s)', async (durable) => {
      const gate = new Gate();
      const consumption = await consume(durable, () => gate.opened);
      const waiting = async (): Promise<number> =>
        [...(await consumption.lag()).values()].reduce((sum, records) => sum + records, 0);
      expect(await waiting()).toBe(0);
      const publishing = log.publish(['a', 'b', 'c'].map((key) => record(key, 1)));
      await eventually(async () => (await waiting()) === 3, 'all three to wait');
      gate.open();
      await publishing;
      await eventually(async () => (await waiting()) === 0, 'none to wait');
    });

    it('refuses, to be tried again, what is published after it was closed', async () => {
      await log.close();
      const error = await failureOf(log.publish(records('a', 1)));
      expect(error.failures).toMatchObject([{ index: 0, retryable: true }]);
    });

    if (traits.publishWaitsForDurable) {
      it('counts a record as published only when every durable consumer has handled it', async () => {
        const gate = new Gate();
        const [quick, slow] = [new Journal(), new Journal()];
        await consume(true, quick.write);
        await consume(true, async (consumed) => {
          await gate.opened;
          await slow.write(consumed);
        });
        let resolved = false;
        const publishing = log.publish(records('a', 1)).then(() => (resolved = true));
        await eventually(() => quick.total === 1, 'the record at the quick consumer');
        await nextTurn();
        expect(resolved).toBe(false);
        gate.open();
        await publishing;
        expect(slow.of('a')).toEqual([1]);
      });
    }
  });
}

/**
 * The versions of each key in the order in which they were first seen: a repeat is allowed, an overtaking is
 * not.
 */
class Journal {
  readonly #versions = new Map<string, Set<number>>();

  readonly write: Handle = async ({ key, headers }) => {
    const versions = this.#versions.get(key) ?? new Set();
    this.#versions.set(key, versions.add(Number(headers['version'])));
  };

  of(key: string): readonly number[] {
    return [...(this.#versions.get(key) ?? [])];
  }

  get total(): number {
    return [...this.#versions.values()].reduce((sum, versions) => sum + versions.size, 0);
  }
}

/** As the outbox does: what may succeed later is published again, what never will is parked. */
async function publishAsRelay(log: EventLog, batch: readonly LogRecord[]): Promise<void> {
  let open = batch;
  const deadline = performance.now() + 15_000;
  while (open.length > 0) {
    const retryable = await log.publish(open).then(
      (): number[] => [],
      (error: unknown) => {
        if (!(error instanceof PublishError) || performance.now() > deadline) throw error;
        return error.failures.filter((failure) => failure.retryable).map((failure) => failure.index);
      },
    );
    open = open.filter((_, index) => retryable.includes(index));
    await nextTurn();
  }
}

/** What `publish` rejected with. @throws Error if it did not */
export async function failureOf(publishing: Promise<void>): Promise<PublishError> {
  const error: unknown = await publishing.catch((thrown: unknown) => thrown);
  if (error instanceof PublishError) return error;
  throw new Error('everything was published', { cause: error });
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
