import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { type Account, type PlaceOrder, placeOrderSchema } from '#libs/contracts';
import { DatabaseAnswerLostError, sql, violates } from '#libs/postgres';
import { createLogger } from '#libs/service-kit';
import { costOf, planModes } from '../../../../../tests/support/plans.ts';
import { freshDatabase, migratedDatabase, type TestDatabase } from '../../../../../tests/support/postgres.ts';
import { connectDatabase, type Database, migrateOrders, type NewKey } from '../../platform/index.ts';
import { LearnedTimes, OrderNumbers, readRestaurant, RestaurantLookup } from '../../restaurants/index.ts';
import { readContacts } from '../order/reading/contacts.ts';
import { openExternalIds } from '../order/model/order-row.ts';
import { readOrder } from '../order/reading/order-reader.ts';
import type { AfterCommit } from '../order/writing/after-commit.ts';
import type { ChangeRecord } from '../order/writing/change-record.ts';
import type { RecentOrders } from '../order/writing/recent-orders.ts';
import type { StoredOrder } from '../order/model/stored-order.ts';
import { verifyHistory } from '../verify-history/verify-history.ts';
import { readNewOrder } from './new-order.ts';
import { ExternalIdTakenError, PlacementWriter } from './placement-writer.ts';

const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

type Placing = Parameters<PlacementWriter['save']>[0];

const logger = createLogger('orders', 'silent');

let urls: TestDatabase;
let database: Database;
let owner: pg.Client;
let numbers: OrderNumbers;
let writer: PlacementWriter;
/** The orders that the outbox was told of, and those that are remembered. */
let [woken, kept]: [string[], StoredOrder[]] = [[], []];
/** How many orders each statement for many has carried. */
let sizes: number[];
const afterCommit = {
  tell: ({ row }: ChangeRecord): void => void woken.push(row.orderId),
} as AfterCommit;
const recent = { keep: (order: StoredOrder): void => void kept.push(order) } as RecentOrders;

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
  numbers = new OrderNumbers(database);
  writer = writerWith(numbers);
  [woken, kept, sizes] = [[], [], []];
  const together = database.ofRestaurants.bind(database);
  jest.spyOn(database, 'ofRestaurants').mockImplementation((role, restaurantIds, statement) => {
    sizes.push((JSON.parse(String(statement.values?.[0])) as unknown[]).length);
    return together(role, restaurantIds, statement);
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const writerWith = (from: OrderNumbers): PlacementWriter =>
  new PlacementWriter(database, from, recent, afterCommit, logger);

async function restaurant(): Promise<string> {
  const restaurantId = newId();
  await owner.query(sql`INSERT INTO passline.restaurants
    (restaurant_id, name, timezone, locale, currency, base_preparation_minutes)
    VALUES (${restaurantId}, 'Mabuhay Kitchen', 'Asia/Manila', 'en', 'PHP', 20)`);
  return restaurantId;
}

const plain = { fulfilment: 'pickup', items: [{ name: 'Sisig', quantity: 1, unit_price: 18_000 }] };
const rich = {
  ...plain,
  fulfilment: 'delivery',
  customer: { name: 'Ana “O’Brien” \\ Reyes 🍜', phone: '+639171234567', email: 'ana@example.com' },
  address: '12 Mabini St\nMakati',
  notes: 'no \\ "onions", {please}',
  table: undefined,
  items: [
    { name: 'Pancit', quantity: '0.75', unit_price: 12_000, notes: 'less oil', modifiers: [{ name: 'Egg' }] },
    { name: 'Lumpia', quantity: 3, unit_price: 2_500 },
  ],
  payment: { status: 'paid', method: 'card' },
};

async function placingAt(restaurantId: string, body: object, key?: NewKey): Promise<Placing> {
  const row = await readRestaurant(database, restaurantId);
  const caller: Account = {
    kind: 'device',
    id: newId(),
    name: 'POS',
    role: 'device',
    scopes: ['orders:write'],
    restaurant_id: restaurantId,
  };
  const asked: PlaceOrder = placeOrderSchema.parse(body);
  const { order } = readNewOrder(row, asked, { strict: false, unknown: [] }, caller, Date.now());
  return { order, restaurant: row, headers: { caller, traceparent }, times: {}, key };
}

let lastKey = 0;
const newKey = (): NewKey => ({
  scope: Buffer.alloc(32, 9),
  key: `key-${String((lastKey += 1))}`,
  requestHash: 'cd'.repeat(32),
});

/** What became of each: the order, or what was wrong. */
const saveAll = (placings: readonly Placing[]): Promise<unknown[]> =>
  Promise.all(placings.map((placing) => writer.save(placing).catch((error: unknown) => error)));

/** So few that PostgreSQL would rather read them all than look for some, and so many that it shows. */
async function fill(restaurantId: string, count: number): Promise<void> {
  await owner.query(sql`INSERT INTO passline.orders (order_id, restaurant_id, order_number, external_id,
      fulfilment, status, version, workflow_version, items, total_amount, currency, work_minutes, placed_at,
      updated_at, head_hash)
    SELECT gen_random_uuid(), ${restaurantId}, 'OLD-' || i, 'old-' || i, 'pickup', 'pending', 1, 1, '[]', 0,
      'PHP', 20, now(), now(), '\\x00' FROM generate_series(1, ${count}) i`);
  await owner.query(sql`INSERT INTO passline.idempotency_keys
      (scope, key, restaurant_id, request_hash, order_id, version, result, created_at)
    SELECT ${Buffer.alloc(32, 8)}, order_id::text, restaurant_id, '\\x00', order_id, 1, 'applied', now()
    FROM passline.orders WHERE restaurant_id = ${restaurantId}`);
  await owner.query('ANALYZE passline.orders, passline.idempotency_keys');
}

const readBack = async ({ restaurantId, orderId }: StoredOrder): Promise<StoredOrder | undefined> =>
  (await readOrder(database, restaurantId, orderId))?.order;

async function countsOf(orderId: string): Promise<object> {
  const { rows } = await owner.query<object>(sql`SELECT
    (SELECT count(*)::int FROM passline.orders WHERE order_id = ${orderId}) AS orders,
    (SELECT count(*)::int FROM passline.order_history WHERE order_id = ${orderId}) AS history,
    (SELECT count(*)::int FROM passline.outbox WHERE order_id = ${orderId}) AS events,
    (SELECT count(*)::int FROM passline.order_contacts WHERE order_id = ${orderId}) AS contacts,
    (SELECT count(*)::int FROM passline.idempotency_keys WHERE order_id = ${orderId}) AS keys`);
  return rows[0] ?? {};
}

/** Numbers that are there at once: then all but the first order go in one statement. */
function numberedAtOnce(): PlacementWriter {
  let last = 0;
  const atOnce = { next: () => Promise.resolve(`ONLINE-9${String((last += 1)).padStart(5, '0')}`) };
  return writerWith(atOnce as unknown as OrderNumbers);
}

/** What the role that writes together may add to. */
async function rightsOf(client: pg.Client): Promise<unknown> {
  const { rows } = await client.query<object>(`SELECT
    has_table_privilege('passline_changes', 'passline.orders', 'INSERT') AS orders,
    has_table_privilege('passline_changes', 'passline.order_contacts', 'INSERT') AS contacts,
    (SELECT count(*)::int FROM pg_policies
      WHERE tablename = 'order_contacts' AND policyname = 'passline_changes') AS policies`);
  return rows[0];
}

const none = { orders: 0, history: 0, events: 0, contacts: 0, keys: 0 };

describe('orders that are placed together', () => {
  it('are written in few statements, each as it would have been alone, wherever it is placed', async () => {
    writer = numberedAtOnce();
    const alone = await placingAt(await restaurant(), rich, newKey());
    await writer.save(alone);
    expect(sizes).toEqual([]);
    const placings: Placing[] = [];
    for (let index = 0; index < 20; index += 1)
      placings.push(await placingAt(await restaurant(), index % 2 === 0 ? rich : plain, newKey()));
    const byItself = jest.spyOn(database, 'ofRestaurant');
    const saved = (await saveAll(placings)) as StoredOrder[];
    // The first one goes at once, and none of the others had to be written once more.
    expect([sizes, byItself.mock.calls.length]).toEqual([[19], 1]);
    for (const [index, order] of saved.entries()) {
      const isRich = index % 2 === 0;
      const read = await readBack(order);
      expect(read).toEqual({ ...order, history: [{ ...order.history[0], actorName: null }] });
      expect(await countsOf(order.orderId)).toEqual({
        orders: 1,
        history: 1,
        events: 1,
        contacts: isRich ? 1 : 0,
        keys: 1,
      });
      const contactOf = await readContacts(database, order.restaurantId, [order.orderId]);
      const { name, phone, email } = rich.customer;
      expect(contactOf(order.orderId)).toEqual(
        isRich
          ? { customer: { name, phone, email }, address: rich.address }
          : { customer: null, address: null },
      );
    }
    expect(woken.toSorted()).toEqual([alone, ...placings].map(({ order }) => order.orderId).toSorted());
    expect(kept.map(({ orderId }) => orderId).toSorted()).toEqual(woken.toSorted());
    expect((await verifyHistory(database)).findings).toEqual([]);
  });

  it('have numbers of their own at one restaurant, rising in the order in which they were asked for', async () => {
    const restaurantId = await restaurant();
    const placings = await Promise.all(Array.from({ length: 12 }, () => placingAt(restaurantId, plain)));
    const saved = (await saveAll(placings)) as StoredOrder[];
    expect(saved.map(({ orderNumber }) => orderNumber)).toEqual(
      saved.map((_, index) => `ONLINE-${String(index + 1).padStart(6, '0')}`),
    );
  });

  it('are one of an external_id: of twins in one statement the second hears that it is taken', async () => {
    writer = numberedAtOnce();
    const restaurantId = await restaurant();
    const [first, twin] = await Promise.all(
      [1, 2].map(() => placingAt(restaurantId, { ...plain, external_id: 'pos-1' })),
    );
    const others = await Promise.all(Array.from({ length: 5 }, () => placingAt(restaurantId, plain)));
    const [away, one, other, ...rest] = await saveAll([others[0]!, first!, twin!, ...others.slice(1)]);
    expect([away, ...rest].every((saved) => !(saved instanceof Error))).toBe(true);
    expect(sizes).toEqual([6]);
    // Where both are written once more at one moment, it is the index that says so.
    const isTaken = (saved: unknown): boolean =>
      saved instanceof ExternalIdTakenError || violates(saved, openExternalIds);
    expect([one, other].filter(isTaken)).toHaveLength(1);
    expect([one, other].filter((saved) => saved instanceof Error)).toHaveLength(1);
  });

  it('do not suffer from a neighbour whose external_id another order has', async () => {
    writer = numberedAtOnce();
    const restaurantId = await restaurant();
    const holder = await placingAt(restaurantId, { ...plain, external_id: 'pos-2' });
    await writer.save(holder);
    const late = await placingAt(restaurantId, { ...rich, external_id: 'pos-2' }, newKey());
    const elsewhere = await placingAt(await restaurant(), { ...plain, external_id: 'pos-2' });
    const others = await Promise.all(Array.from({ length: 3 }, () => placingAt(restaurantId, plain)));
    const [, refused, ...rest] = await saveAll([others[0]!, late, elsewhere, ...others.slice(1)]);
    expect(refused).toBeInstanceOf(ExternalIdTakenError);
    expect(await countsOf(late.order.orderId)).toEqual(none);
    expect(rest.filter((saved) => saved instanceof Error)).toEqual([]);
    expect(sizes).toEqual([4]);
  });

  it('do not suffer from a neighbour whose key is used already: nothing of that one is written', async () => {
    writer = numberedAtOnce();
    const restaurantId = await restaurant();
    const key = newKey();
    await writer.save(await placingAt(restaurantId, plain, key));
    const late = await placingAt(restaurantId, rich, key);
    const others = await Promise.all(
      Array.from({ length: 4 }, () => placingAt(restaurantId, plain, newKey())),
    );
    const [, refused, ...rest] = await saveAll([others[0]!, late, ...others.slice(1)]);
    expect(violates(refused, 'idempotency_keys_pkey')).toBe(true);
    expect(await countsOf(late.order.orderId)).toEqual(none);
    expect(rest.filter((saved) => saved instanceof Error)).toEqual([]);
    expect(sizes).toEqual([4]);
  });

  it('take another number where one is in use, and keep their neighbours theirs', async () => {
    const restaurantId = await restaurant();
    const before = (await writer.save(await placingAt(restaurantId, plain))).orderNumber;
    // As after a crash that took the last number, whose commit had not waited for the disk, back.
    await owner.query(
      sql`UPDATE passline.restaurants SET last_order_number = 0 WHERE restaurant_id = ${restaurantId}`,
    );
    const placings = await Promise.all(Array.from({ length: 5 }, () => placingAt(restaurantId, plain)));
    const saved = (await saveAll(placings)) as StoredOrder[];
    const given = saved.map(({ orderNumber }) => orderNumber);
    expect(new Set([before, ...given]).size).toBe(6);
    for (const order of saved) expect((await readBack(order))?.orderNumber).toBe(order.orderNumber);
    expect((await verifyHistory(database)).findings).toEqual([]);
  });

  it.each(['done', 'not done'])(
    'are found out about where the answer to their statement was lost, and it was %s',
    async (done) => {
      writer = numberedAtOnce();
      const restaurantId = await restaurant();
      const placings = await Promise.all(
        Array.from({ length: 4 }, () => placingAt(restaurantId, rich, newKey())),
      );
      const together = database.ofRestaurants.bind(database);
      let isLost = false;
      jest.spyOn(database, 'ofRestaurants').mockImplementationOnce(async (...of) => {
        isLost = true;
        if (done === 'done') await together(...of);
        throw new DatabaseAnswerLostError(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
      });
      const saved = (await saveAll(placings)) as StoredOrder[];
      expect(isLost).toBe(true);
      for (const [index, order] of saved.entries()) {
        expect(order.orderId).toBe(placings[index]?.order.orderId);
        expect((await readBack(order))?.orderNumber).toBe(order.orderNumber);
        expect(await countsOf(order.orderId)).toEqual({
          orders: 1,
          history: 1,
          events: 1,
          contacts: 1,
          keys: 1,
        });
      }
    },
  );

  it.each(planModes)(
    'cost no more where the restaurant has many orders and keys, with %s',
    async (mode) => {
      const restaurantId = await restaurant();
      await fill(restaurantId, 3_000);
      writer = numberedAtOnce();
      const placings = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          placingAt(restaurantId, { ...rich, external_id: `pos-${String(index)}` }, newKey()),
        ),
      );
      await saveAll(placings);
      const [inserted] = jest.mocked(database.ofRestaurants).mock.calls.map(([, , statement]) => statement);
      const asked = jest.spyOn(database, 'ofRestaurant');
      const lookup = new RestaurantLookup(database, new LearnedTimes(database, Date.now));
      await Promise.all(placings.map(({ key }) => lookup.forPlacing(restaurantId, key)));
      const found = asked.mock.calls.at(-1)?.[1];
      for (const statement of [inserted, found]) {
        const cost = await costOf(owner, mode, statement as Parameters<typeof costOf>[2]);
        expect(cost.rows).toBeLessThan(100);
      }
    },
    60_000,
  );

  it('are written one by one where they cannot be together, and the log says so', async () => {
    writer = numberedAtOnce();
    const restaurantId = await restaurant();
    const placings = await Promise.all(
      Array.from({ length: 4 }, () => placingAt(restaurantId, rich, newKey())),
    );
    const warned = jest.spyOn(logger, 'warn');
    const denied = Object.assign(new Error('permission denied for table orders'), { code: '42501' });
    jest.mocked(database.ofRestaurants).mockRejectedValueOnce(denied);
    const saved = (await saveAll(placings)) as StoredOrder[];
    for (const order of saved) expect((await readBack(order))?.orderNumber).toBe(order.orderNumber);
    expect(warned.mock.calls).toEqual([
      [{ err: denied }, 'orders cannot be placed together, and go one by one'],
    ]);
  });

  it('can be written together in a database that the release before has left', async () => {
    const { adminUrl, serviceUrl } = await freshDatabase();
    const before = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
    await before.close();
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query(`REVOKE INSERT ON passline.orders, passline.order_contacts FROM passline_changes;
      DROP POLICY passline_changes ON passline.order_contacts;
      DELETE FROM passline.migrations WHERE name LIKE 'PlacingsTogether%'`);
    const left = await rightsOf(client);
    await migrateOrders(adminUrl, serviceUrl);
    expect([left, await rightsOf(client)]).toEqual([
      { orders: false, contacts: false, policies: 0 },
      { orders: true, contacts: true, policies: 1 },
    ]);
    await client.end();
  });

  it('cannot be written for a restaurant that was not named, by the database itself', async () => {
    const [own, other] = [await restaurant(), await restaurant()];
    jest.restoreAllMocks();
    const contact = sql`INSERT INTO passline.order_contacts (order_id, restaurant_id, name)
      VALUES (${newId()}, ${other}, 'forged')`;
    await expect(database.ofRestaurants('passline_changes', [own], contact)).rejects.toThrow(
      'row-level security',
    );
    const { order } = await placingAt(other, plain);
    const forged = sql`INSERT INTO passline.orders (order_id, restaurant_id, order_number, fulfilment, status,
        version, workflow_version, items, total_amount, currency, work_minutes, placed_at, updated_at, head_hash)
      VALUES (${order.orderId}, ${other}, 'X-1', 'pickup', 'pending', 1, 1, '[]', 0, 'PHP', 20, now(), now(),
        ${Buffer.alloc(32)})`;
    await expect(database.ofRestaurants('passline_changes', [own], forged)).rejects.toThrow(
      'row-level security',
    );
  });
});
