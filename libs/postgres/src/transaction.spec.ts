import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { Database } from './database.ts';
import { sql } from './sql.ts';
import type { Transaction } from './transaction.ts';

type Role = 'passline_spec_cook' | 'passline_spec_driver';
const roles: readonly Role[] = ['passline_spec_cook', 'passline_spec_driver'];
const restaurant = '0190a000-0000-7000-8000-000000000001';
const other = '0190a000-0000-7000-8000-000000000002';

let database: Database<Role>;

/** Who PostgreSQL takes the transaction for. */
const standing = async (transaction: Transaction<Role>): Promise<string> => {
  const [row] = await transaction.query<{ who: string }>(
    sql`SELECT concat_ws(' in ', NULLIF(current_role, session_user),
          NULLIF(current_setting('app.restaurant_id', true), '')) AS who`,
  );
  return row?.who ?? '';
};

beforeAll(async () => {
  const { adminUrl } = await freshDatabase();
  const dataSource = new DataSource({ type: 'postgres', driver: pg, url: adminUrl, extra: { max: 2 } });
  await dataSource.initialize();
  for (const role of roles)
    await dataSource.query(
      `DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    );
  database = new Database<Role>(dataSource);
});

beforeEach(async () => {
  await database.dataSource.query('CREATE TABLE IF NOT EXISTS kept (what text)');
  await database.dataSource.query('TRUNCATE kept');
});

afterAll(() => database.close());

describe('a transaction', () => {
  it('runs for whom it was begun', async () => {
    expect(await database.transactionAs('passline_spec_cook', standing)).toBe('passline_spec_cook');
    expect(await database.transactionOf(restaurant, standing)).toBe(restaurant);
  });

  it('gives back the role that it found, however deep', async () => {
    const seen = await database.transactionAs('passline_spec_cook', async (transaction) => [
      await transaction.as('passline_spec_driver', async () => [
        await standing(transaction),
        await transaction.of(restaurant, () => standing(transaction)),
        await standing(transaction),
      ]),
      await standing(transaction),
    ]);
    const driver = 'passline_spec_driver';
    expect(seen).toEqual([[driver, restaurant, driver], 'passline_spec_cook']);
  });

  it('goes from one restaurant to another and back', async () => {
    const seen = await database.transactionOf(restaurant, async (transaction) => [
      await transaction.of(other, () => standing(transaction)),
      await standing(transaction),
    ]);
    expect(seen).toEqual([other, restaurant]);
  });

  it('gives back the role where the work fails, as long as PostgreSQL goes on', async () => {
    const seen = await database.transactionAs('passline_spec_cook', async (transaction) => {
      await transaction
        .as('passline_spec_driver', () => Promise.reject(new Error('burnt')))
        .catch(() => undefined);
      return standing(transaction);
    });
    expect(seen).toBe('passline_spec_cook');
  });

  it('tells of the error that ended it, and keeps nothing', async () => {
    const failing = database.transactionOf(restaurant, async (transaction) => {
      await transaction.query(sql`INSERT INTO kept VALUES (${'soup'})`);
      await transaction.of(other, () => transaction.query(sql`SELECT 1 / ${0}::int`));
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await database.dataSource.query('SELECT * FROM kept')).toEqual([]);
  });

  it('leaves nothing of its standing to whoever has the connection next', async () => {
    await database.transactionAs('passline_spec_cook', (transaction) =>
      transaction.of(restaurant, () => Promise.resolve()),
    );
    const clean = database.transactionOf('', standing);
    expect(await clean).toBe('');
  });
});

describe('a statement that is nobody’s', () => {
  it('runs for no restaurant and as no narrow role', async () => {
    const rows = await database.ofNobody<{ restaurant: string; narrow: boolean }>(
      sql`SELECT current_setting('app.restaurant_id', true) AS restaurant,
          current_role <> session_user AS narrow`,
    );
    expect(rows).toEqual([{ restaurant: '', narrow: false }]);
  });
});
