import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { costOf, planModes } from '../../../../../tests/support/plans.ts';
import { migratedDatabase } from '../../../../../tests/support/postgres.ts';
import { listedStatuses, type ListOrdersQuery, listOrdersQuerySchema } from '#libs/contracts';
import { raw, sql } from '#libs/postgres';
import { fulfilments } from '#libs/status-machine';
import { migrateOrders } from '../../platform/database/migrate.ts';
import { readCursor, writeCursor } from '../../platform/database/cursor.ts';
import { ordersOfRestaurant } from './find-orders.ts';

// Real here: PostgreSQL with its policies and plans, and the service's role. Orders are made up in SQL.
const restaurantId = '0190a000-0000-7000-8000-000000000001';
const orders = 20_000;
const everyMinutes = 2;
const firstPlaced = Date.parse('2026-01-01T00:00:00.000Z');
const lastPlaced = firstPlaced + orders * everyMinutes * 60_000;
const limit = 10;
const minutesAgo = (minutes: number): string => new Date(lastPlaced - minutes * 60_000).toISOString();

/**
 * One order every two minutes, each for 10 to 70 minutes, a few for three days; nearly all completed pickups,
 * and the newest still open.
 */
const fill = `
  INSERT INTO passline.orders (order_id, restaurant_id, order_number, fulfilment, status, version,
    workflow_version, items, total_amount, currency, work_minutes, placed_at, updated_at, ended_at, head_hash)
  SELECT gen_random_uuid(), restaurant_id, n, CASE WHEN n % 997 = 0 THEN 'dine_in' ELSE 'pickup' END,
    CASE WHEN n > ${String(orders - 20)} THEN (ARRAY['pending', 'cooking', 'ready'])[n % 3 + 1]
      WHEN n % 1009 = 0 THEN 'rejected' WHEN n % 503 = 0 THEN 'cancelled' ELSE 'completed' END,
    4, 1, '[]', 0, 'PHP', 20, placed_at, placed_at + lasted,
    CASE WHEN n <= ${String(orders - 20)} THEN placed_at + lasted END, ''
  FROM generate_series(1, ${String(orders)}) AS n
  CROSS JOIN LATERAL (SELECT restaurant_id FROM passline.restaurants ORDER BY restaurant_id
    LIMIT 1 OFFSET CASE WHEN n % 10 = 9 THEN 1 ELSE 0 END) AS of
  CROSS JOIN LATERAL (SELECT timestamptz '${new Date(firstPlaced).toISOString()}'
      + n * interval '${String(everyMinutes)} minutes' AS placed_at,
    CASE WHEN n % 700 = 0 THEN interval '3 days' ELSE (10 + n * 7919 % 60) * interval '1 minute' END AS lasted) AS times`;

let owner: pg.Client;
let service: pg.Client;

beforeAll(async () => {
  const { adminUrl, serviceUrl } = await migratedDatabase();
  await migrateOrders(adminUrl, serviceUrl);
  owner = new pg.Client({ connectionString: adminUrl });
  service = new pg.Client({ connectionString: serviceUrl });
  await Promise.all([owner.connect(), service.connect()]);
  await owner.query(`INSERT INTO passline.restaurants
    (restaurant_id, name, timezone, locale, currency, base_preparation_minutes)
    SELECT id::uuid, 'Mabuhay', 'Asia/Manila', 'en', 'PHP', 20
    FROM unnest(ARRAY['${restaurantId}', '0190a000-0000-7000-8000-000000000002']) AS id`);
  await owner.query(fill);
  await owner.query('VACUUM ANALYZE passline.orders');
  await service.query(`SET app.restaurant_id = '${restaurantId}'`);
}, 60_000);
afterAll(() => Promise.all([owner.end(), service.end()]));

const days = 24 * 60;
const sinces = [undefined, 5, 2 * days, 20 * days].map((ago) => ago && minutesAgo(ago));
const cursors = [undefined, 30, 2 * days + 30, 25 * days].map(
  (ago) => ago && writeCursor({ at: minutesAgo(ago), id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' }),
);

/** Every filter with every other, on the first page and on later ones. */
const queries: readonly ListOrdersQuery[] = listedStatuses.flatMap((status) =>
  [undefined, ...fulfilments].flatMap((fulfilment) =>
    sinces.flatMap((updated_after) =>
      cursors.map((cursor) =>
        listOrdersQuerySchema.parse({ status, fulfilment, updated_after, cursor, limit: String(limit) }),
      ),
    ),
  ),
);

/** The same, asked for in the plainest way. */
async function listed(query: ListOrdersQuery): Promise<unknown[]> {
  const { status, fulfilment, updated_after, cursor } = query;
  const { at = null, id = null } = cursor === undefined ? {} : readCursor(cursor);
  const { rows } = await service.query<{ order_id: string }>(sql`
    SELECT order_id, restaurant_id, placed_at
    FROM passline.orders, (SELECT ${status}::text AS status, ${fulfilment ?? null}::text AS fulfilment,
      ${updated_after ?? null}::timestamptz AS since, ${at}::timestamptz AS at, ${id}::uuid AS id) AS asked
    WHERE (asked.status = 'all' OR orders.status = asked.status
        OR (asked.status = 'active' AND ended_at IS NULL))
      AND (asked.fulfilment IS NULL OR orders.fulfilment = asked.fulfilment)
      AND (since IS NULL OR updated_at >= since)
      AND (at IS NULL OR (placed_at, order_id) < (at, id))
    ORDER BY placed_at DESC, order_id DESC LIMIT ${limit + 1}`);
  return rows;
}

describe('a page of a restaurant’s orders', () => {
  it('holds the newest of those that are asked for, whatever is asked together', async () => {
    const wrong: unknown[] = [];
    for (const query of queries) {
      const { rows } = await service.query(ordersOfRestaurant(query));
      if (JSON.stringify(rows) !== JSON.stringify(await listed(query))) wrong.push(query);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it.each(planModes)(
    'costs no more where the restaurant has many orders, with %s',
    async (mode) => {
      const costly: unknown[] = [];
      for (const query of queries) {
        const cost = await costOf(service, mode, ordersOfRestaurant(query));
        if (cost.rows > 10 * limit || cost.pages > 20 * limit) costly.push({ query, cost });
      }
      expect(costly).toEqual([]);
    },
    120_000,
  );

  it('shows an order among those that ended until it is taken back, and by its newest change', async () => {
    const last = minutesAgo(0);
    const ask = async (given: object): Promise<unknown[]> => {
      const query = listOrdersQuerySchema.parse({ limit: '1', ...given });
      return (await service.query<{ order_id: string }>(ordersOfRestaurant(query))).rows.map(
        ({ order_id }) => order_id,
      );
    };
    const change = (set: string): Promise<unknown> =>
      owner.query(sql`UPDATE passline.orders SET ${raw(set)} WHERE order_id = ${id}`);
    const [id] = await ask({ status: 'rejected' });
    await change(`updated_at = '${last}'`);
    const asked = { status: 'rejected', updated_after: last };
    expect(await ask(asked)).toEqual([id]);
    await change(`status = 'confirmed', ended_at = NULL`);
    expect([await ask(asked), await ask({ ...asked, status: 'confirmed' })]).toEqual([[], [id]]);
    await change(`status = 'cancelled', ended_at = '${last}'`);
    expect([await ask(asked), await ask({ ...asked, status: 'cancelled' })]).toEqual([[], [id]]);
  });
});
