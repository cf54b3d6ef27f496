import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { raw, sql } from '#libs/postgres';
import { createLogger } from '#libs/service-kit';
import { workflowVersion } from '#libs/status-machine';
import { costOf, planModes } from '../../../../../../tests/support/plans.ts';
import { migratedDatabase, type TestDatabase } from '../../../../../../tests/support/postgres.ts';
import { connectDatabase, type Database, type NewKey } from '../../../platform/index.ts';
import { verifyHistory } from '../../verify-history/verify-history.ts';
import { LearnedTimes } from '../../../restaurants/index.ts';
import type { AfterCommit } from './after-commit.ts';
import { ChangeWriter } from './change-writer.ts';
import { type ChangeRecord, changeRecord } from './change-record.ts';
import { chainStart, hashOf } from '../model/history-hash.ts';
import { historyColumns } from '../model/history-row.ts';
import { readOrder } from '../reading/order-reader.ts';
import { orderColumns } from '../model/order-row.ts';
import type { DecidedChange } from './write-together.ts';

const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const actor = { id: newId(), name: 'POS', role: 'device' } as const;

let urls: TestDatabase;
let database: Database;
let owner: pg.Client;
let writer: ChangeWriter;
/** The orders that the outbox was told of. */
let told: string[];
const afterCommit = {
  tell: ({ row }: ChangeRecord): void => void told.push(row.orderId),
} as AfterCommit;
const logger = createLogger('orders', 'silent');
/** How many changes each statement has carried. */
let sizes: number[];

beforeAll(async () => {
  urls = await migratedDatabase();
  database = await connectDatabase({ DATABASE_URL: urls.serviceUrl, DATABASE_ADMIN_URL: urls.adminUrl });
  owner = new pg.Client({ connectionString: urls.adminUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
});
beforeEach(() => {
  writer = newWriter();
  told = [];
  sizes = [];
  const together = database.ofRestaurants.bind(database);
  jest.spyOn(database, 'ofRestaurants').mockImplementation((role, restaurantIds, statement) => {
    sizes.push((JSON.parse(String(statement.values?.[0])) as unknown[]).length);
    return together(role, restaurantIds, statement);
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const newWriter = (): ChangeWriter =>
  new ChangeWriter(database, new LearnedTimes(database, Date.now), afterCommit, logger);

/** One whose orders call for attention, and are delayed by themselves. */
async function restaurant(): Promise<string> {
  const restaurantId = newId();
  await owner.query(sql`INSERT INTO passline.restaurants
    (restaurant_id, name, timezone, locale, currency, base_preparation_minutes, policies)
    VALUES (${restaurantId}, 'Mabuhay Kitchen', 'Asia/Manila', 'en', 'PHP', 20,
      '{"unaccepted_seconds": 60, "tell_after_minutes": 5}')`);
  return restaurantId;
}

/** An order that was placed two minutes ago, and the step to `confirmed`, decided on it. */
async function decided(restaurantId: string, key?: NewKey, notes?: string): Promise<DecidedChange> {
  const [orderId, now] = [newId(), Date.now() - 120_000];
  const first = {
    orderId,
    restaurantId,
    version: 1,
    eventId: newId(),
    type: 'placed',
    fromStatus: null,
    status: 'pending',
    corrects: null,
    minutes: null,
    reason: null,
    amendment: null,
    role: 'device',
    actorId: null,
    occurredAt: now,
    recordedAt: now,
    readyFrom: null,
    readyTo: null,
    arrivesFrom: null,
    arrivesTo: null,
    basis: null,
    acceptBy: null,
    textDigest: null,
  } as const;
  const hash = hashOf(first, chainStart);
  const order = {
    orderId,
    restaurantId,
    orderNumber: orderId,
    fulfilment: 'pickup',
    status: 'pending',
    version: 1,
    workflowVersion,
    customerId: null,
    externalId: null,
    displayNumber: null,
    items: [],
    adjustments: [],
    totalAmount: 0,
    totalGiven: false,
    payment: { status: 'unpaid' },
    notes: null,
    currency: 'PHP',
    table: null,
    workMinutes: 20,
    extraMinutes: 0,
    kitchenLoad: 0,
    piecesAhead: null,
    readyFrom: null,
    readyTo: null,
    scheduledFor: null,
    placedAt: now,
    updatedAt: now,
    endedAt: null,
    customerEndedAt: null,
    headHash: hash,
    linkGeneration: 1,
  } as const;
  await owner.query(
    sql`INSERT INTO passline.orders (${orderColumns.names}) VALUES (${orderColumns.values(order)})`,
  );
  await owner.query(sql`INSERT INTO passline.order_history (${historyColumns.names})
    VALUES (${historyColumns.values({ ...first, previousHash: chainStart, hash })})`);
  return stepOf(restaurantId, orderId, key, notes);
}

async function stepOf(
  restaurantId: string,
  orderId: string,
  key?: NewKey,
  notes?: string,
): Promise<DecidedChange> {
  const found = await readOrder(database, restaurantId, orderId);
  if (found === null) throw new Error('no such order');
  const { order } = found;
  const change = {
    type: 'status_changed',
    fromStatus: order.status,
    status: 'confirmed',
    actor,
    notes,
    occurredAt: Date.now(),
    workMinutes: 20,
  } as const;
  const recording = { recordedAt: Date.now(), traceparent, times: {}, piecesAhead: null };
  return { order, next: changeRecord(order, change, recording), key };
}

let lastKey = 0;
const newKey = (): NewKey => ({
  scope: Buffer.alloc(32, 7),
  key: `key-${String((lastKey += 1))}`,
  requestHash: 'ab'.repeat(32),
});

/** The next statement of that kind waits so long; resolves once it does. */
function heldUp(of: 'ofRestaurant' | 'ofRestaurants', until: Promise<unknown>): Promise<void> {
  const { promise: began, resolve } = Promise.withResolvers<undefined>();
  const hold = (): Promise<unknown> => {
    resolve(undefined);
    return until;
  };
  if (of === 'ofRestaurant') {
    const alone = database.ofRestaurant.bind(database);
    jest.spyOn(database, of).mockImplementationOnce((...args) => hold().then(() => alone(...args)));
  } else {
    const together = database.ofRestaurants.bind(database);
    jest.spyOn(database, of).mockImplementationOnce((...args) => hold().then(() => together(...args)));
  }
  return began;
}

const saveAll = (changes: readonly DecidedChange[]): Promise<boolean[]> =>
  Promise.all(changes.map((change) => writer.save(change)));

const versionOf = async ({ order: { restaurantId, orderId } }: DecidedChange): Promise<number | undefined> =>
  (await readOrder(database, restaurantId, orderId))?.order.version;

async function eventsOf({ order: { orderId } }: DecidedChange): Promise<string[]> {
  const { rows } = await owner.query<{ value: string }>(
    sql`SELECT value FROM passline.outbox WHERE order_id = ${orderId}`,
  );
  return rows.map(({ value }) => value);
}

async function timersOf({ order: { orderId } }: DecidedChange): Promise<string[]> {
  const { rows } = await owner.query<{ timer_id: string }>(
    sql`SELECT timer_id FROM passline.timers WHERE order_id = ${orderId}`,
  );
  return rows.map(({ timer_id }) => timer_id);
}

async function noticesOf({ order: { orderId } }: DecidedChange): Promise<object[]> {
  const { rows } = await owner.query<{ content: object }>(
    sql`SELECT content FROM passline.board_notices WHERE content ->> 'order_id' = ${orderId}`,
  );
  return rows.map(({ content }) => content);
}

async function keysOf({ order: { orderId } }: DecidedChange): Promise<object[]> {
  const { rows } = await owner.query<object>(
    sql`SELECT key, encode(request_hash, 'hex') AS hash, version, result
      FROM passline.idempotency_keys WHERE order_id = ${orderId}`,
  );
  return rows;
}

describe('changes that arrive together', () => {
  it('are written in few statements, each as it would have been alone, whosever they are', async () => {
    const changes: DecidedChange[] = [];
    for (let index = 0; index < 20; index += 1)
      changes.push(
        await decided(await restaurant(), newKey(), index % 3 === 0 ? 'thank “you” \\ 🍜' : undefined),
      );
    const alone = jest.spyOn(database, 'ofRestaurant');
    expect(await saveAll(changes)).toEqual(changes.map(() => true));
    // The first one goes at once, and none of the others had to be written once more.
    expect([sizes, alone.mock.calls.length]).toEqual([[19], 1]);
    expect(told.toSorted()).toEqual(changes.map(({ order }) => order.orderId).toSorted());
    for (const change of changes) {
      const { order, next, key } = change;
      const read = await readOrder(database, order.restaurantId, order.orderId);
      expect(read?.order).toMatchObject({ version: 2, status: 'confirmed', headHash: next.row.hash });
      expect(read?.order.history).toEqual([...order.history, { ...next.stored, actorName: null }]);
      expect(await eventsOf(change)).toEqual([next.record.value]);
      expect(await timersOf(change)).toEqual(next.timers.map(({ timerId }) => timerId));
      expect(await noticesOf(change)).toEqual(next.notices.map(({ content }) => content));
      expect([next.timers.length, next.notices.length]).toEqual([1, 1]);
      expect(await keysOf(change)).toEqual([
        { key: key?.key, hash: key?.requestHash, version: 2, result: 'applied' },
      ]);
    }
    expect((await verifyHistory(database)).findings).toEqual([]);
  });

  it('wait for no neighbour: an order that someone holds is written when it is let go', async () => {
    const restaurantId = await restaurant();
    const changes: DecidedChange[] = [];
    for (let index = 0; index < 6; index += 1) changes.push(await decided(restaurantId));
    const held = changes[3]!;
    const holder = new pg.Client({ connectionString: urls.adminUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query(sql`SELECT FROM passline.orders WHERE order_id = ${held.order.orderId} FOR UPDATE`);
    const saved = changes.map((change) => writer.save(change));
    const others = saved.filter((_, index) => changes[index] !== held);
    expect(await Promise.all(others)).toEqual(others.map(() => true));
    // Later ones go on, too: who waits takes no one's turn.
    expect(await saveAll([await decided(restaurantId), await decided(restaurantId)])).toEqual([true, true]);
    expect(await versionOf(held)).toBe(1);
    await holder.query('COMMIT');
    await holder.end();
    expect(await saved[3]).toBe(true);
    expect(await versionOf(held)).toBe(2);
  });

  it.each(['ofRestaurant', 'ofRestaurants'] as const)(
    'wait for no statement that hangs, alone or for many (%s): the next one goes without it',
    async (of) => {
      const restaurantId = await restaurant();
      const [hanging, others]: [DecidedChange[], DecidedChange[]] = [[], []];
      // The first goes alone, those behind it together.
      for (let index = 0; index < (of === 'ofRestaurant' ? 1 : 3); index += 1)
        hanging.push(await decided(restaurantId));
      for (let index = 0; index < 2; index += 1) others.push(await decided(restaurantId));
      const { promise: hangs, resolve: goOn } = Promise.withResolvers<undefined>();
      const began = heldUp(of, hangs);
      const saved = hanging.map((change) => writer.save(change));
      await began;
      expect(await saveAll(others)).toEqual([true, true]);
      expect(await versionOf(hanging.at(-1)!)).toBe(1);
      goOn(undefined);
      expect(await Promise.all(saved)).toEqual(hanging.map(() => true));
    },
  );

  it('are found out about where the answer to their statement was lost', async () => {
    const restaurantId = await restaurant();
    const changes = [await decided(restaurantId), await decided(restaurantId), await decided(restaurantId)];
    const together = database.ofRestaurants.bind(database);
    const { DatabaseAnswerLostError } = await import('#libs/postgres');
    jest.spyOn(database, 'ofRestaurants').mockImplementationOnce(async (...of) => {
      await together(...of);
      throw new DatabaseAnswerLostError(new Error('the connection broke'));
    });
    expect(await saveAll(changes)).toEqual([true, true, true]);
    for (const change of changes)
      expect([await versionOf(change), await eventsOf(change)]).toEqual([2, [change.next.record.value]]);
  });

  it('have each its own verdict: who lost a race is told so, and the others are written', async () => {
    const restaurantId = await restaurant();
    const changes: DecidedChange[] = [];
    for (let index = 0; index < 6; index += 1) changes.push(await decided(restaurantId));
    const late = changes[4]!;
    expect(await newWriter().save(await stepOf(restaurantId, late.order.orderId))).toBe(true);
    expect(await saveAll(changes)).toEqual([true, true, true, true, false, true]);
    expect(await eventsOf(late)).toHaveLength(1);
    expect(told).toHaveLength(6);
  });

  it.each([
    ['a twin has it, which changed nothing', 'now()', false],
    [
      'it has outlived its day, and was not removed yet',
      "now() - interval '25 hours'",
      'idempotency_keys_pkey',
    ],
  ])('do not suffer from a neighbour whose key is there already: %s', async (_how, created, verdict) => {
    const restaurantId = await restaurant();
    const changes: DecidedChange[] = [];
    for (let index = 0; index < 6; index += 1) changes.push(await decided(restaurantId, newKey()));
    const { order, key } = changes[4]!;
    await owner.query(sql`INSERT INTO passline.idempotency_keys
      (scope, key, restaurant_id, request_hash, order_id, version, result, created_at)
      VALUES (${key!.scope}, ${key!.key}, ${restaurantId}, ${Buffer.alloc(32)}, ${order.orderId}, 1,
        'already_applied', ${raw(created)})`);
    const verdicts = await Promise.all(
      changes.map((change) =>
        writer
          .save(change)
          .catch((error: unknown) => (error instanceof pg.DatabaseError ? error.constraint : error)),
      ),
    );
    expect(verdicts).toEqual([true, true, true, true, verdict, true]);
    expect([await versionOf(changes[4]!), await eventsOf(changes[4]!)]).toEqual([1, []]);
  });

  it('are one of an order at a time: of two that were decided on one version, one is to be decided anew', async () => {
    const restaurantId = await restaurant();
    const others = [await decided(restaurantId), await decided(restaurantId), await decided(restaurantId)];
    const first = await decided(restaurantId);
    const second = await stepOf(restaurantId, first.order.orderId);
    const [written, late, ...rest] = await saveAll([first, second, ...others]);
    expect([Number(written) + Number(late), rest]).toEqual([1, [true, true, true]]);
    expect(await eventsOf(first)).toHaveLength(1);
  });

  it.each(planModes)(
    'cost no more where there are some thousand orders, with %s',
    async (mode) => {
      const restaurantId = await restaurant();
      // So few that PostgreSQL would rather read them all than look for some.
      await owner.query(sql`INSERT INTO passline.orders (order_id, restaurant_id, order_number, fulfilment,
          status, version, workflow_version, items, total_amount, currency, work_minutes, placed_at,
          updated_at, head_hash)
        SELECT gen_random_uuid(), ${restaurantId}, 'OLD-' || i, 'pickup', 'pending', 1, 1, '[]', 0, 'PHP', 20,
          now(), now(), '\\x00' FROM generate_series(1, 3000) i`);
      await owner.query('ANALYZE passline.orders');
      const changes: DecidedChange[] = [];
      for (let index = 0; index < 6; index += 1) changes.push(await decided(restaurantId, newKey()));
      await saveAll(changes);
      const [written] = jest.mocked(database.ofRestaurants).mock.calls.map(([, , statement]) => statement);
      const cost = await costOf(owner, mode, written as Parameters<typeof costOf>[2]);
      expect(cost.rows).toBeLessThan(100);
    },
    60_000,
  );

  it('touch nobody else’s order, even where it is asked for', async () => {
    const [own, other] = [await restaurant(), await restaurant()];
    const foreign = await decided(other);
    const { order, next } = foreign;
    const claimed: DecidedChange = {
      order: { ...order, restaurantId: own },
      next: { ...next, row: { ...next.row, restaurantId: own } },
      key: undefined,
    };
    const neighbours = [await decided(own), await decided(own), await decided(own), await decided(other)];
    expect(await saveAll([...neighbours, claimed])).toEqual([true, true, true, true, false]);
    expect([await versionOf(foreign), await eventsOf(foreign)]).toEqual([1, []]);
  });

  it('are refused by the database itself for restaurants that were not named', async () => {
    const [own, other] = [await restaurant(), await restaurant()];
    const { order } = await decided(other);
    const trespasses = [
      sql`SELECT order_id FROM passline.orders`,
      sql`UPDATE passline.orders SET status = 'cancelled' WHERE order_id = ${order.orderId} RETURNING order_id`,
    ];
    jest.restoreAllMocks();
    for (const statement of trespasses)
      expect(await database.ofRestaurants('passline_changes', [own], statement)).toEqual([]);
    const event = sql`INSERT INTO passline.outbox (restaurant_id, order_id, headers, value)
      VALUES (${other}, ${order.orderId}, '{}', 'forged')`;
    await expect(database.ofRestaurants('passline_changes', [own], event)).rejects.toThrow(
      'row-level security',
    );
    expect(await database.ofRestaurants('passline_changes', [], trespasses[0]!)).toEqual([]);
  });
});

describe('a change that arrives alone', () => {
  it('is written at once, by itself', async () => {
    const change = await decided(await restaurant());
    expect([await writer.save(change), sizes]).toEqual([true, []]);
    expect(await eventsOf(change)).toEqual([change.next.record.value]);
  });

  it('hears what PostgreSQL said, and holds up nobody by it', async () => {
    const [broken, next] = [await decided(await restaurant()), await decided(await restaurant())];
    jest.spyOn(database, 'ofRestaurant').mockRejectedValueOnce(new Error('no room is left on the device'));
    const refused = writer.save(broken);
    const saved = writer.save(next);
    await expect(refused).rejects.toThrow('no room is left');
    expect(await saved).toBe(true);
  });
});
