import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { orderEventsTopic } from '#libs/contracts';
import { type ConsumedRecord, InProcessEventLog, PermanentHandlerError } from '#libs/messaging';
import { sql } from '#libs/postgres';
import { createLogger } from '#libs/service-kit';
import { Seeded, seedOfThisRun } from '../../../../tests/faults/seeded.ts';
import { eventually } from '../../../../tests/support/eventually.ts';
import { migratedDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { connectDatabase } from '../platform/database/connect.ts';
import type { Database } from '../platform/database/database.ts';
import { OutboxRelay } from './outbox.relay.ts';
import { listParkedEvents, retryParkedEvents } from './parked-events.ts';

const [anOrder, another] = [
  '0190a000-0000-7000-8000-00000000000a',
  '0190a000-0000-7000-8000-00000000000b',
] as const;
const logger = createLogger('test', 'silent');

let urls: TestDatabase;
let database: Database;
let owner: pg.Client;
let log: InProcessEventLog;
let handled: string[];
let handle: (record: ConsumedRecord) => Promise<void>;
let relays: OutboxRelay[];

beforeEach(async () => {
  urls = await migratedDatabase();
  database = await connectDatabase({ DATABASE_URL: urls.serviceUrl, DATABASE_ADMIN_URL: urls.adminUrl });
  owner = new pg.Client({ connectionString: urls.adminUrl });
  await owner.connect();
  handled = [];
  relays = [];
  handle = () => Promise.resolve();
  log = new InProcessEventLog({ onError: () => undefined });
  await log.consume({
    name: 'notifier',
    topic: orderEventsTopic,
    durable: true,
    handle: async (record) => {
      await handle(record);
      handled.push(record.value);
    },
  });
});

afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.beforeApplicationShutdown()));
  await log.close();
  await owner.end();
  await database.dataSource.destroy();
});

function startRelay(): OutboxRelay {
  const relay = new OutboxRelay({ DATABASE_URL: urls.serviceUrl }, log, logger);
  relays.push(relay);
  relay.onApplicationBootstrap();
  return relay;
}

async function commit(orderId: string, ...values: string[]): Promise<void> {
  for (const value of values) {
    await owner.query(
      sql`INSERT INTO passline.outbox (restaurant_id, order_id, headers, value)
        VALUES (gen_random_uuid(), ${orderId}, '{"ce_id":"1"}', ${value})`,
    );
  }
}

const waiting = async (): Promise<string[]> =>
  (await owner.query<{ value: string }>('SELECT value FROM passline.outbox ORDER BY id')).rows.map(
    ({ value }) => value,
  );
const emptied = (): Promise<boolean> =>
  eventually(async () => (await waiting()).length === 0, 'an empty outbox');

describe('the relay', () => {
  it('publishes what was committed, in order, and removes it', async () => {
    await commit(anOrder, 'a1', 'a2', 'a3');
    startRelay();
    await emptied();
    expect(handled).toEqual(['a1', 'a2', 'a3']);
  });

  it('finds what was committed without a wake-up', async () => {
    const relay = startRelay();
    await eventually(() => relay.isActive, 'an active relay');
    await commit(anOrder, 'a1');
    await emptied();
    expect(handled).toEqual(['a1']);
  });

  it('parks an event that can never be handled, with its order, and goes on with all others', async () => {
    handle = ({ value }) =>
      value === 'a1' ? Promise.reject(new PermanentHandlerError('poison')) : Promise.resolve();
    await commit(anOrder, 'a1', 'a2');
    await commit(another, 'b1');
    startRelay();
    const parked = await eventually(async () => (await listParkedEvents(database))[0], 'a parked event');
    await commit(another, 'b2');
    await eventually(() => handled.includes('b2'), 'the other order’s next event');
    expect(parked).toMatchObject({ order_id: anOrder, because: 'poison' });
    expect(handled).toEqual(['b1', 'b2']);
    await eventually(
      async () => (await waiting()).join() === 'a1,a2',
      'no more than the parked order’s events',
    );
  });

  it('takes a parked event up again when an operator says so, before the later ones of its order', async () => {
    handle = ({ value }) =>
      value === 'a1' ? Promise.reject(new PermanentHandlerError('poison')) : Promise.resolve();
    await commit(anOrder, 'a1', 'a2');
    startRelay();
    await eventually(async () => (await listParkedEvents(database)).length === 1, 'a parked event');
    handle = () => Promise.resolve();
    expect(await retryParkedEvents(database, 'all')).toBe(1);
    await emptied();
    expect(handled).toEqual(['a1', 'a2']);
  });

  it('holds back only the order whose event fails for now, and sends it in order later', async () => {
    let away = true;
    handle = ({ value }) =>
      away && value.startsWith('a') ? Promise.reject(new Error('the database is away')) : Promise.resolve();
    await commit(anOrder, 'a1', 'a2');
    await commit(another, 'b1');
    startRelay();
    await eventually(() => handled.includes('b1'), 'the other order’s event');
    away = false;
    await emptied();
    expect(handled).toEqual(['b1', 'a1', 'a2']);
  });

  it('forgets that it held an order back once the event is parked', async () => {
    let failure = new Error('the database is away');
    handle = () => Promise.reject(failure);
    await commit(anOrder, 'a1', 'a2');
    const relay = startRelay();
    await eventually(() => relay.ordersHeldBack === 1, 'the order held back');
    failure = new PermanentHandlerError('poison');
    await eventually(async () => (await listParkedEvents(database)).length === 1, 'a parked event');
    await eventually(() => relay.ordersHeldBack === 0, 'the order to be forgotten');
    expect(await waiting()).toEqual(['a1', 'a2']);
  });

  it('sends again what it sent and could not remove, when its session is lost in between', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let arrived = false;
    handle = () => {
      arrived = true;
      return held;
    };
    await commit(anOrder, 'a1');
    startRelay();
    await eventually(() => arrived, 'the event at its consumer');
    await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'passline-relay' AND datname = current_database()`,
    );
    release();
    await emptied();
    expect(handled).toEqual(['a1', 'a1']);
  });

  it('removes what it has just sent when it is stopped: the next one does not send it again', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    let arrived = 0;
    handle = () => {
      arrived += 1;
      return held;
    };
    await commit(anOrder, 'a1');
    const relay = startRelay();
    await eventually(() => arrived === 1, 'the event at its consumer');
    const stopped = relay.beforeApplicationShutdown();
    release(undefined);
    await stopped;
    expect([await waiting(), handled]).toEqual([[], ['a1']]);
  });

  it('sends what came later of other orders while an event is at its consumer, and nothing of its own order', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    const arrived: string[] = [];
    handle = ({ value }) => {
      arrived.push(value);
      return value === 'a1' ? held : Promise.resolve();
    };
    await commit(anOrder, 'a1');
    const relay = startRelay();
    await eventually(() => arrived.includes('a1'), 'the first event at its consumer');
    await commit(anOrder, 'a2');
    await commit(another, 'b1', 'b2');
    relay.wake();
    await eventually(async () => (await waiting()).join() === 'a1,a2', 'the other order’s events sent');
    expect(arrived).toEqual(['a1', 'b1', 'b2']);
    release(undefined);
    await emptied();
    expect(handled).toEqual(['b1', 'b2', 'a1', 'a2']);
  });

  it('hands each order’s events over in order and never two at once, whatever takes long or fails', async () => {
    const orders = Array.from(
      { length: 12 },
      (_, index) => `0190a000-0000-7000-8000-0000000000${index + 10}`,
    );
    const random = new Seeded(seedOfThisRun);
    const atConsumer = new Set<string>();
    let overlapping = 0;
    handle = async ({ key }) => {
      if (atConsumer.has(key)) overlapping += 1;
      atConsumer.add(key);
      for (let turns = random.below(300); turns > 0; turns -= 1) await new Promise(setImmediate);
      atConsumer.delete(key);
      if (random.next() < 0.1) throw new Error('the database is away');
    };
    const relay = startRelay();
    const committed = new Map<string, string[]>(orders.map((order) => [order, []]));
    for (let event = 0; event < 400; event += 1) {
      const order = orders[random.below(orders.length)] ?? anOrder;
      const value = `${order.slice(-2)}-${String(event)}`;
      await commit(order, value);
      committed.get(order)?.push(value);
      if (random.next() < 0.7) relay.wake();
    }
    await emptied();
    const seen = Map.groupBy(handled, (value) => value.slice(0, 2));
    for (const [order, values] of committed) expect(seen.get(order.slice(-2))).toEqual(values);
    expect(overlapping).toBe(0);
  });

  it('works alone: a second one stands by, and takes over when the first one stops', async () => {
    const first = startRelay();
    await eventually(() => first.isActive, 'an active relay');
    const second = startRelay();
    await commit(anOrder, 'a1');
    await emptied();
    expect(second.isActive).toBe(false);
    await first.beforeApplicationShutdown();
    await eventually(() => second.isActive, 'the second relay at work');
    await commit(anOrder, 'a2');
    await emptied();
    expect(handled).toEqual(['a1', 'a2']);
  });

  const signOfLife = async (): Promise<number> =>
    (
      await owner.query<{ at: string }>(
        'SELECT extract(epoch FROM beat_at) AS at FROM passline.relay_heartbeat',
      )
    ).rows.map(({ at }) => Number(at))[0] ?? 0;

  it('gives its sign of life with the look at the outbox, in one round trip, while nothing happens', async () => {
    const sent = jest.spyOn(pg.Client.prototype, 'query');
    const relay = startRelay();
    await eventually(() => relay.isActive, 'an active relay');
    const first = await signOfLife();
    await eventually(async () => (await signOfLife()) > first + 2.5, 'further signs of life');
    const texts = sent.mock.calls.map(([query]) => textOf(query));
    sent.mockRestore();
    const before = texts.flatMap((text, index) =>
      text.includes('INTO passline.relay_heartbeat') ? [texts[index - 1]] : [],
    );
    // The first one stands alone, so that no standby takes it for the one before.
    expect(new Set(before.slice(1))).toEqual(new Set(['BEGIN']));
  });

  it('gives a sign of life while the log takes its time', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    let arrived = false;
    handle = () => {
      arrived = true;
      return held;
    };
    await commit(anOrder, 'a1');
    startRelay();
    await eventually(() => arrived, 'the event at its consumer');
    const first = await signOfLife();
    await eventually(async () => (await signOfLife()) > first + 2.2, 'further signs of life');
    expect(await waiting()).toEqual(['a1']);
    release(undefined);
    await emptied();
  });

  it('ends a holder that gives no sign of life', async () => {
    const frozen = new pg.Client({ connectionString: urls.serviceUrl });
    let ended = false;
    frozen.on('error', () => {
      ended = true;
    });
    await frozen.connect();
    await frozen.query('SELECT pg_advisory_lock(7277002)');
    await frozen.query(
      `INSERT INTO passline.relay_heartbeat (backend_pid, beat_at)
      VALUES (pg_backend_pid(), now() - interval '4 seconds')`,
    );
    const relay = startRelay();
    await eventually(() => relay.isActive, 'the standby at work');
    await eventually(() => ended, 'the end of the frozen holder');
  });
});

/** Of a statement in either form in which the driver takes one. */
function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';
}
