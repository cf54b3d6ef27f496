import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { connectDatabase, createRestaurant, type Database } from '../../../apps/orders/src/index.ts';
import { migratedDatabase } from '../../../tests/support/postgres.ts';
import { activeEach, fillOrders, rareEach, rareStatus } from './fill-orders.ts';

// Real here: PostgreSQL with the tables as they are migrated. The rows were written past its foreign keys.
let database: Database;
let owner: pg.Client;

const profile = {
  phone: null,
  address: null,
  timezone: 'UTC',
  locale: 'en',
  currency: 'PHP',
  base_preparation_minutes: 20,
};

beforeAll(async () => {
  const { adminUrl, serviceUrl } = await migratedDatabase();
  database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
  owner = new pg.Client({ connectionString: adminUrl });
  await owner.connect();
  const restaurants = [
    await createRestaurant(database, { ...profile, name: 'Here' }, 'admin@here.test'),
    await createRestaurant(database, { ...profile, name: 'There' }, 'admin@there.test'),
  ];
  const restaurantIds = restaurants.map(({ restaurantId }) => restaurantId);
  await fillOrders(owner, { orders: 200, restaurantIds }, () => undefined);
});
afterAll(async () => {
  await owner.end();
  await database.dataSource.destroy();
});

async function rows<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> {
  return (await owner.query<Row>(statement)).rows;
}

describe('a database that is filled for the benchmark', () => {
  it('has as many active and as many rejected orders of each restaurant, however many have ended', async () => {
    const statuses = `SELECT status, count(*)::int AS n FROM passline.orders GROUP BY restaurant_id, status ORDER BY status`;
    const ofOne = [
      { status: 'completed', n: 100 - activeEach - rareEach },
      { status: 'confirmed', n: activeEach },
      { status: rareStatus, n: rareEach },
    ];
    expect(await rows(statuses)).toEqual(ofOne.flatMap((row) => [row, row]));
    expect(
      await rows(`SELECT FROM passline.orders WHERE (status = 'confirmed') <> (ended_at IS NULL)`),
    ).toEqual([]);
  });

  it('has a history of each order, up to the version and the status that it has', async () => {
    const other = `SELECT FROM passline.orders o WHERE version <> (SELECT count(*) FROM passline.order_history h
        WHERE h.order_id = o.order_id AND h.restaurant_id = o.restaurant_id)
      OR NOT EXISTS (SELECT FROM passline.order_history h WHERE h.order_id = o.order_id AND h.version = o.version
        AND h.status = o.status AND h.hash = o.head_hash)`;
    expect(await rows(other)).toEqual([]);
    expect(await rows('SELECT count(*)::int AS n FROM passline.order_history')).toEqual([
      { n: 2 * (75 * 8 + 25 * 2) },
    ]);
  });

  it('keeps every foreign key that was not looked at while it was written', async () => {
    const strays = `SELECT FROM passline.orders o LEFT JOIN passline.restaurants r USING (restaurant_id)
      WHERE r.restaurant_id IS NULL
      UNION ALL SELECT FROM passline.order_contacts c LEFT JOIN passline.orders o USING (order_id, restaurant_id)
      WHERE o.order_id IS NULL`;
    expect(await rows(strays)).toEqual([]);
  });

  it('leaves room for orders that are placed afterwards', async () => {
    expect(await rows('SELECT DISTINCT last_order_number FROM passline.restaurants')).toEqual([
      { last_order_number: 100 },
    ]);
  });
});
