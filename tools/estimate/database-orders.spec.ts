import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { sql } from '#libs/postgres';
import { connectDatabase, createRestaurant, type Database } from '../../apps/orders/src/index.ts';
import { migratedDatabase } from '../../tests/support/postgres.ts';
import { activeEach, fillOrders, rareEach } from '../bench/scale/fill-orders.ts';
import { databaseOrders } from './database-orders.ts';
import { databaseTable } from './database-table.ts';

// Real here: PostgreSQL with the tables as they are migrated, read as the service's role.
let database: Database;
let owner: pg.Client;

const each = 300;
const profile = {
  phone: null,
  address: null,
  timezone: 'Asia/Manila',
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
  await fillOrders(owner, { orders: 2 * each, restaurantIds }, () => undefined);
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

describe('the orders of a database', () => {
  it('are those of all restaurants that were ready once, each with its stages and its kitchen', async () => {
    const orders = await databaseOrders(database);

    expect(orders).toHaveLength(2 * (each - activeEach - rareEach));
    for (const { milestones, knownAt, pieces, baseMinutes, load } of orders) {
      const { placed = NaN, accepted = NaN, ready = NaN, handed_over = NaN, arrived = NaN } = milestones;
      expect(placed <= accepted && accepted <= ready && ready <= handed_over && handed_over <= arrived).toBe(
        true,
      );
      expect(Object.keys(knownAt)).toEqual(Object.keys(milestones));
      expect(pieces).toBeGreaterThan(0);
      expect(baseMinutes).toBe(20);
      expect(load).toBeGreaterThanOrEqual(0);
    }
  });

  it('leave out what a recall has undone', async () => {
    const [order] = await databaseOrders(database);
    const ready = await owner.query<{ version: number }>(
      sql`SELECT version FROM passline.order_history WHERE order_id = ${order?.orderId} AND status = 'ready'`,
    );
    await owner.query('SET session_replication_role = replica');
    await owner.query(
      sql`UPDATE passline.order_history SET type = 'recalled', corrects = ${ready.rows[0]?.version}
        WHERE order_id = ${order?.orderId} AND version = (
          SELECT max(version) FROM passline.order_history WHERE order_id = ${order?.orderId})`,
    );
    await owner.query('RESET session_replication_role');

    const left = await databaseOrders(database);
    expect(left.map(({ orderId }) => orderId)).not.toContain(order?.orderId);
    expect(left).toHaveLength(2 * (each - activeEach - rareEach) - 1);
  });

  it('are shown by restaurant, kind and stage', async () => {
    const { rows } = databaseTable(await databaseOrders(database));
    expect(rows.map(([, stage]) => stage)).toEqual([
      ...['preparation', 'arrival_since_accepted', 'preparation', 'arrival_since_accepted'],
    ]);
    expect(rows.every(([, , , within]) => within?.endsWith('%'))).toBe(true);
  });
});
