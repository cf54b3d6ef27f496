import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migratedDatabase } from '../../../../../tests/support/postgres.ts';
import { type Sql, sql } from '#libs/postgres';
import { connectDatabase } from '../../platform/database/connect.ts';
import type { Database } from '../../platform/database/database.ts';
import { createRestaurant } from '../../restaurants/create-restaurant/create-restaurant.ts';
import { applyRetention } from './retention.ts';

// Real here: PostgreSQL, with row-level security. Time is moved by dating rows back.
let database: Database;
let owner: pg.Client;
let restaurantId: string;
let accountId: string;

beforeAll(async () => {
  const { adminUrl, serviceUrl } = await migratedDatabase();
  database = await connectDatabase({ DATABASE_URL: serviceUrl, DATABASE_ADMIN_URL: adminUrl });
  owner = new pg.Client({ connectionString: adminUrl });
  await owner.connect();
  const profile = {
    name: 'Here',
    phone: null,
    address: null,
    timezone: 'UTC',
    locale: 'en',
    currency: 'EUR',
    base_preparation_minutes: 20,
  };
  ({ restaurantId } = await createRestaurant(database, profile, 'admin@here.test'));
  accountId =
    (await rows<{ account_id: string }>('SELECT account_id FROM passline.accounts'))[0]?.account_id ?? '';
});
afterAll(async () => {
  await owner.end();
  await database.dataSource.destroy();
});
beforeEach(() =>
  rows(
    `DELETE FROM passline.idempotency_keys; DELETE FROM passline.refresh_tokens;
    DELETE FROM passline.ended_sessions; DELETE FROM passline.account_requests`,
  ),
);

async function rows<Row extends pg.QueryResultRow>(statement: string | Sql): Promise<Row[]> {
  return (await owner.query<Row>(statement)).rows;
}

const keys = (age: string, count = 1): Promise<unknown[]> =>
  rows(
    sql`INSERT INTO passline.idempotency_keys
        (scope, key, restaurant_id, request_hash, order_id, version, result, created_at)
      SELECT '\\x00', gen_random_uuid()::text, ${restaurantId}, '\\x00', gen_random_uuid(), 1, 'applied',
        now() - ${age}::interval
      FROM generate_series(1, ${count})`,
  );

const signUp = (age: string): Promise<unknown[]> =>
  rows(
    sql`INSERT INTO passline.account_requests (request_id, kind, username, name, password_hash, created_at)
      VALUES (gen_random_uuid(), 'sign_up', gen_random_uuid() || '@new.test', 'New', 'x',
        now() - ${age}::interval)`,
  );

const left = async (table: string): Promise<number> =>
  (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM passline.${table}`))[0]?.n ?? -1;

/** How many rows of a table stay of one that is just not outlived, and one that just is. */
async function stay(table: string): Promise<number> {
  await applyRetention(database);
  return left(table);
}

describe('What nobody asks for any more', () => {
  it('is an idempotency key after 24 hours', async () => {
    await keys('23 hours 59 minutes');
    await keys('24 hours 1 minute');
    expect(await stay('idempotency_keys')).toBe(1);
  });

  it('is an ended session after an hour, and a refresh token once it has expired', async () => {
    await rows(
      sql`INSERT INTO passline.ended_sessions (session_id, ended_at)
        VALUES (gen_random_uuid(), now() - interval '59 minutes'),
          (gen_random_uuid(), now() - interval '61 minutes')`,
    );
    await rows(
      sql`INSERT INTO passline.refresh_tokens (token_hash, account_id, family_id, expires_at)
        VALUES ('\\x01', ${accountId}, gen_random_uuid(), now() + interval '1 minute'),
          ('\\x02', ${accountId}, gen_random_uuid(), now() - interval '1 minute')`,
    );
    expect([await stay('ended_sessions'), await stay('refresh_tokens')]).toEqual([1, 1]);
  });

  it('is a sign-up that was not confirmed for a week, with its links', async () => {
    await signUp('6 days 23 hours');
    await signUp('7 days 1 hour');
    await rows(
      sql`INSERT INTO passline.account_tokens (token_hash, sign_up_id, expires_at)
        SELECT decode(md5(request_id::text), 'hex'), request_id, now() + interval '1 hour'
        FROM passline.account_requests`,
    );
    expect([await stay('account_requests'), await left('account_tokens')]).toEqual([1, 1]);
  });

  it('is a link once it is dead', async () => {
    await rows(
      sql`INSERT INTO passline.account_tokens (token_hash, account_id, expires_at)
        VALUES ('\\x03', ${accountId}, now() + interval '1 minute'),
          ('\\x04', ${accountId}, now() - interval '1 minute')`,
    );
    expect(await stay('account_tokens')).toBe(1);
  });

  it('goes in bites, all of it', async () => {
    await keys('2 days', 12_000);
    await keys('1 hour', 3);
    expect(await applyRetention(database)).toBeGreaterThanOrEqual(12_000);
    expect(await left('idempotency_keys')).toBe(3);
  });

  it('touches neither orders nor accounts', async () => {
    await rows(`UPDATE passline.accounts SET created_at = now() - interval '10 years'`);
    await applyRetention(database);
    expect(await left('accounts')).toBe(1);
    await expect(database.asRole('passline_jobs', sql`DELETE FROM passline.accounts`)).rejects.toThrow(
      /permission denied/,
    );
  });
});
