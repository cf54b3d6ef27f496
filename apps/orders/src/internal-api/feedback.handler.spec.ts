import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import type { FeedbackQuery } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { migratedDatabase } from '../../../../tests/support/postgres.ts';
import { connectDatabase, type Database, migrateOrders } from '../platform/index.ts';
import { FeedbackHandler } from './feedback.handler.ts';

// Real here: PostgreSQL, with row-level security.
let database: Database;
let owner: pg.Client;
let handler: FeedbackHandler;
const moments = ['2026-03-24T21:00:00.000Z', '2026-03-24T21:00:00.001Z', '2026-03-24T21:00:00.002Z'];
const ids: string[] = [];

beforeAll(async () => {
  const { adminUrl, serviceUrl } = await migratedDatabase();
  await migrateOrders(adminUrl, serviceUrl);
  database = await connectDatabase({ DATABASE_URL: serviceUrl });
  owner = new pg.Client({ connectionString: adminUrl });
  await owner.connect();
  handler = new FeedbackHandler(database);
  // Seven of each moment.
  for (const moment of moments)
    for (let place = 0; place < 7; place += 1) {
      const id = newId();
      ids.push(id);
      await owner.query(
        sql`INSERT INTO passline.feedback VALUES (${id}, ${newId()}, 4, NULL, ${moment}, ${moment})`,
      );
    }
}, 60_000);
afterAll(async () => {
  await owner.end();
  await database.dataSource.destroy();
});

/** Page by page, each from where the one before ended. */
async function readAll(limit: number): Promise<string[]> {
  const read: string[] = [];
  let query: FeedbackQuery = { limit };
  for (;;) {
    const { feedback } = await handler.since(query);
    read.push(...feedback.map(({ order_id }) => order_id));
    const last = feedback.at(-1);
    if (last === undefined) return read;
    query = { limit, updated_after: last.updated_at, after_order_id: last.order_id };
  }
}

describe('how orders were liked', () => {
  it.each([1, 3, 5, 7, 100])('is read in pages of %i without one missed or told twice', async (limit) => {
    expect(await readAll(limit)).toEqual(ids);
  });

  it('is told to an insights of the release before, which names a time alone, from after that', async () => {
    const { feedback } = await handler.since({ updated_after: moments[1], limit: 100 });
    expect(feedback.map(({ order_id }) => order_id)).toEqual(ids.slice(14));
  });
});
