import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { listOrdersQuerySchema } from '#libs/contracts';
import { migrateSchema, sql, violates } from '#libs/postgres';
import { isFinal } from '#libs/order-model';
import { type Status, workflowVersion } from '#libs/status-machine';
import { connectDatabase, type Database, verifyHistory } from '../../apps/orders/src/index.ts';
import { ordersOfRestaurant } from '../../apps/orders/src/ordering/list-orders/find-orders.ts';
import { chainStart, hashOf } from '../../apps/orders/src/ordering/order/model/history-hash.ts';
import { historyColumns } from '../../apps/orders/src/ordering/order/model/history-row.ts';
import { readOrder } from '../../apps/orders/src/ordering/order/reading/order-reader.ts';
import { orderColumns, openExternalIds } from '../../apps/orders/src/ordering/order/model/order-row.ts';
import { eventColumns } from '../../apps/orders/src/outbox/index.ts';
import { dataSourceOptions, migrations } from '../../apps/orders/src/platform/database/migrate.ts';
import { keyColumns } from '../../apps/orders/src/platform/idempotency/stored-keys.ts';
import { rowLevelSecurity } from '../../apps/orders/src/platform/row-level-security/row-level-security.ts';
import { eventually } from '../support/eventually.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';

/** What this release adds: a service of the release before knows nothing of it. */
const added = [
  'OrderContent1765000000000',
  'Amendments1765005000000',
  'ExternalIdsAgain1765010000000',
  'CustomersEnd1765020000000',
  'TableLabels1765021000000',
  'SessionEnds1765022000000',
  'ChangesTogether1765030000000',
  'EndedOrders1765040000000',
  'HistoryByAge1765041000000',
  'Signals1765050000000',
  'PlacingsTogether1765060000000',
];
const oldOrders = orderColumns.without(
  'customerEndedAt',
  'displayNumber',
  'adjustments',
  'totalGiven',
  'payment',
  'notes',
);
const oldHistory = historyColumns.without('amendment');

const restaurantId = '0190a000-0000-7000-8000-000000000001';

/** What a change of an order need not say. */
const plain = {
  corrects: null,
  minutes: null,
  reason: null,
  amendment: null,
  actorId: null,
  readyFrom: null,
  readyTo: null,
  textDigest: null,
} as const;

/** An order as far as the release before has brought it. */
interface OldOrder {
  readonly orderId: string;
  readonly version: number;
  readonly status: Status;
  readonly hash: Buffer;
}

/**
 * Writes as a service of the release before does, as its role: one order and the first row of its history.
 */
async function placeAsBefore(pool: pg.Pool, number: number, externalId: string | null): Promise<OldOrder> {
  const [orderId, now] = [newId(), Date.now()];
  const first = {
    ...plain,
    orderId,
    restaurantId,
    version: 1,
    eventId: newId(),
    type: 'placed',
    fromStatus: null,
    status: 'pending',
    role: 'device',
    occurredAt: now,
    recordedAt: now,
  } as const;
  const hash = hashOf(first, chainStart);
  const order = {
    orderId,
    restaurantId,
    orderNumber: `OLD-${String(number).padStart(6, '0')}`,
    fulfilment: 'pickup',
    status: 'pending',
    version: 1,
    workflowVersion,
    customerId: null,
    externalId,
    items: [{ name: 'Tea', quantity: 2, unit_price: 500 }],
    totalAmount: 1_000,
    currency: 'PHP',
    table: null,
    workMinutes: 20,
    readyFrom: null,
    readyTo: null,
    placedAt: now,
    updatedAt: now,
    endedAt: null,
    headHash: hash,
    linkGeneration: 1,
  } as const;
  await pool.query(sql`WITH changed AS (
      INSERT INTO passline.orders (${oldOrders.names}) VALUES (${oldOrders.values(order)}) RETURNING version)
    INSERT INTO passline.order_history (${oldHistory.names})
    SELECT ${oldHistory.values({ ...first, previousHash: chainStart, hash })} FROM changed`);
  return { orderId, version: 1, status: 'pending', hash };
}

/**
 * Moves an order as a service of the release before does, in one statement: the order, its history, the event
 * that leaves and the caller's key.
 */
async function moveAsBefore(pool: pg.Pool, order: OldOrder, status: Status): Promise<OldOrder> {
  const { orderId, hash: previousHash, status: fromStatus } = order;
  const [version, eventId, now] = [order.version + 1, newId(), Date.now()];
  const change = { orderId, restaurantId, version, eventId, fromStatus, status };
  const row = {
    ...plain,
    ...change,
    type: 'status_changed',
    role: 'kitchen',
    occurredAt: now,
    recordedAt: now,
  } as const;
  const hash = hashOf(row, previousHash);
  const endedAt = isFinal(status) ? now : null;
  const event = { restaurantId, orderId, headers: { ce_id: eventId }, value: JSON.stringify({ version }) };
  const key = {
    scope: randomBytes(32),
    key: eventId,
    restaurantId,
    requestHash: previousHash.toString('hex'),
    orderId,
    version,
    result: 'applied',
    createdAt: now,
  };
  const { rowCount } = await pool.query(sql`WITH changed AS (
      UPDATE passline.orders SET ${oldOrders.set({ status, version, updatedAt: now, endedAt, headHash: hash })}
      WHERE order_id = ${orderId} AND version = ${order.version} RETURNING version
    ), history AS (
      INSERT INTO passline.order_history (${oldHistory.names})
      SELECT ${oldHistory.values({ ...row, previousHash, hash })} FROM changed
    ), outgoing AS (
      INSERT INTO passline.outbox (${eventColumns.names}) SELECT ${eventColumns.values(event)} FROM changed
    ), remembered AS (
      INSERT INTO passline.idempotency_keys (${keyColumns.names})
      SELECT ${keyColumns.values(key)} FROM changed
    )
    SELECT version FROM changed`);
  expect(rowCount).toBe(1);
  return { orderId, version, status, hash };
}

let base: TestDatabase;
let before: pg.Pool;
let owner: pg.Pool;
beforeAll(async () => {
  base = await freshDatabase();
  const { username, password } = new URL(base.serviceUrl);
  await migrateSchema({
    adminUrl: base.adminUrl,
    serviceRole: decodeURIComponent(username),
    servicePassword: decodeURIComponent(password),
    rowLevelSecurity,
    dataSource: (url) =>
      new DataSource({
        ...dataSourceOptions(url),
        migrations: migrations.filter(({ name }) => !added.includes(name)),
      }),
  });
  owner = new pg.Pool({ connectionString: base.adminUrl, max: 2 });
  await owner.query(`INSERT INTO passline.restaurants
    (restaurant_id, name, timezone, locale, currency, base_preparation_minutes)
    VALUES ('${restaurantId}', 'Mabuhay Kitchen', 'Asia/Manila', 'en', 'PHP', 20)`);
  before = new pg.Pool({
    connectionString: base.serviceUrl,
    max: 4,
    options: `-c app.restaurant_id=${restaurantId}`,
  });
}, 60_000);
afterAll(async () => {
  await before.end();
  await owner.end();
});

describe('a database that is in use, while a new release migrates it and starts', () => {
  const placed: string[] = [];
  const moves: OldOrder[] = [];
  const way: readonly Status[] = ['pending', 'confirmed', 'preparing', 'ready', 'completed'];
  const nextOf = (status: Status): Status => way[way.indexOf(status) + 1] ?? 'completed';
  const started: Database[] = [];
  afterAll(() => Promise.all(started.map((database) => database.close())));

  it('goes on to be written by the release before, and nothing is refused or lost', async () => {
    let isOver = false;
    const write = async (writer: number): Promise<void> => {
      for (let count = 0; !isOver; count += 1) {
        const externalId = count % 3 === 0 ? newId() : null;
        const order = await placeAsBefore(before, writer * 100_000 + count, externalId);
        placed.push(order.orderId);
        // Every other one is taken to its end.
        for (let last = order; count % 2 === 0 && !isFinal(last.status);) {
          last = await moveAsBefore(before, last, nextOf(last.status));
          moves.push(last);
        }
      }
    };
    const writers = [1, 2, 3].map(write);
    // Someone reads the orders for longer than a change of the table waits: it gives way, and comes again.
    const report = await owner.connect();
    await report.query('BEGIN');
    await report.query('SELECT count(*) FROM passline.orders');
    const waiting = async (): Promise<boolean> => {
      const { rows } = await owner.query<{ waiting: boolean }>(
        "SELECT count(*) > 0 AS waiting FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'ALTER TABLE%'",
      );
      return rows[0]!.waiting;
    };
    const start = () => connectDatabase({ DATABASE_URL: base.serviceUrl, DATABASE_ADMIN_URL: base.adminUrl });
    try {
      const starts = Promise.all([start(), start()]);
      await eventually(waiting, 'a change of the table that waits for the report');
      await eventually(async () => !(await waiting()), 'the change to give way');
      await report.query('COMMIT');
      started.push(...(await starts));
      const atStart = placed.length;
      await eventually(() => placed.length > atStart + 50, 'the release before to go on');
    } finally {
      report.release();
      isOver = true;
      await Promise.all(writers);
    }
    const { rows } = await owner.query<{ count: number }>('SELECT count(*)::int FROM passline.orders');
    expect(rows).toEqual([{ count: placed.length }]);
    expect(moves.length).toBeGreaterThan(50);
  }, 60_000);

  it.each([
    ['its move in the history', "order_history WHERE type = 'status_changed'", () => moves.length],
    ['its event in the outbox', 'outbox', () => moves.length],
    ['its key', 'idempotency_keys', () => moves.length],
    [
      'its end, from which its lifespan is known',
      "orders WHERE status = 'completed' AND ended_at IS NOT NULL AND lifespan IS NOT NULL",
      () => moves.filter(({ status }) => isFinal(status)).length,
    ],
  ])('has of each order that was moved meanwhile %s', async (_what, where, expected) => {
    const { rows } = await owner.query<{ count: number }>(`SELECT count(*)::int FROM passline.${where}`);
    expect(rows).toEqual([{ count: expected() }]);
  });

  it('shows what the release before has written, with what it did not know of left empty', async () => {
    const found = await readOrder(started[0]!, restaurantId, placed.at(-1)!);
    expect(found?.order).toMatchObject({
      displayNumber: null,
      adjustments: [],
      totalGiven: false,
      payment: { status: 'unpaid' },
      notes: null,
      totalAmount: 1_000,
    });
  });

  it('refuses an external_id that is in use in the way that the release before understands', async () => {
    await placeAsBefore(before, 900_001, 'till-7');
    const refused = await placeAsBefore(before, 900_002, 'till-7').catch((error: unknown) => error);
    expect(violates(refused, openExternalIds)).toBe(true);
  });

  it('has a history that is whole', async () => {
    const { findings, orders } = await verifyHistory(started[0]!);
    expect(findings).toEqual([]);
    expect(orders).toBeGreaterThan(placed.length);
  });

  it('lists by its end what the release before ends', async () => {
    const { orderId } = await placeAsBefore(before, 900_000, null);
    await before.query(
      "UPDATE passline.orders SET status = 'cancelled', ended_at = now(), updated_at = now() WHERE order_id = $1",
      [orderId],
    );
    const query = listOrdersQuerySchema.parse({ status: 'cancelled' });
    const listed = await started[0]!.ofRestaurant(restaurantId, ordersOfRestaurant(query));
    expect(listed).toEqual([expect.objectContaining({ order_id: orderId })]);
  });
});
