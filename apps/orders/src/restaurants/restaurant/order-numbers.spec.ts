import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { DatabaseAnswerLostError, sql } from '#libs/postgres';
import { migratedDatabase } from '../../../../../tests/support/postgres.ts';
import { connectDatabase, type Database } from '../../platform/index.ts';
import { OrderNumbers } from './order-numbers.ts';

let database: Database;
let owner: pg.Client;
let numbers: OrderNumbers;
let restaurantId: string;

beforeAll(async () => {
  const urls = await migratedDatabase();
  database = await connectDatabase({ DATABASE_URL: urls.serviceUrl, DATABASE_ADMIN_URL: urls.adminUrl });
  owner = new pg.Client({ connectionString: urls.adminUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
});
beforeEach(async () => {
  numbers = new OrderNumbers(database);
  restaurantId = newId();
  await owner.query(sql`INSERT INTO passline.restaurants
    (restaurant_id, name, timezone, locale, currency, base_preparation_minutes)
    VALUES (${restaurantId}, 'Mabuhay Kitchen', 'Asia/Manila', 'en', 'PHP', 20)`);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const next = (): Promise<string> => numbers.next(restaurantId);
const lost = new DatabaseAnswerLostError(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));

describe('the numbers of a restaurant’s orders', () => {
  it('rise by one, and those that are asked for together are taken together', async () => {
    const asked = jest.spyOn(database, 'ofRestaurant');
    expect(await next()).toBe('ONLINE-000001');
    expect(await Promise.all([next(), next(), next(), next()])).toEqual([
      'ONLINE-000002',
      'ONLINE-000003',
      'ONLINE-000004',
      'ONLINE-000005',
    ]);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(3);
  });

  it('skip one where the answer was lost, and whoever asked hears nothing of it', async () => {
    const ofRestaurant = database.ofRestaurant.bind(database);
    jest.spyOn(database, 'ofRestaurant').mockImplementationOnce(async (...of) => {
      await ofRestaurant(...of);
      throw lost;
    });
    expect(await next()).toBe('ONLINE-000002');
  });

  it('are none while the database is away, and that nothing is known of an order is not said', async () => {
    jest.spyOn(database, 'ofRestaurant').mockRejectedValue(lost);
    await expect(next()).rejects.toBe(lost.cause);
  });

  it('wait for no taking that hangs', async () => {
    const ofRestaurant = database.ofRestaurant.bind(database);
    const { promise: hangs, resolve: goOn } = Promise.withResolvers<undefined>();
    jest.spyOn(database, 'ofRestaurant').mockImplementationOnce(async (...of) => {
      await hangs;
      return ofRestaurant(...of);
    });
    const first = next();
    expect(await next()).toBe('ONLINE-000001');
    goOn(undefined);
    expect(await first).toBe('ONLINE-000002');
  });

  it('are no one’s where there is no such restaurant', async () => {
    await expect(numbers.next(newId())).rejects.toThrow('there is no restaurant');
  });
});
