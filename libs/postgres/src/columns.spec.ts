import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { asHex, asJson, asNumber, inMs } from './column.ts';
import { Columns } from './columns.ts';
import { sql } from './sql.ts';

interface Dish {
  readonly dishId: string;
  readonly inStock: boolean;
  readonly tags: readonly string[];
  readonly price: number;
  readonly code: string;
  readonly addedAt: number;
  readonly removedAt: number | null;
}

const dishes = new Columns<Dish>({
  dishId: 'dish_id',
  inStock: 'in_stock',
  tags: asJson('tags'),
  price: asNumber('price'),
  code: asHex('code'),
  addedAt: inMs('added_at'),
  removedAt: inMs('removed_at'),
});

const soup: Dish = {
  dishId: 'soup',
  inStock: true,
  tags: ['hot', 'it\'s "vegan"'],
  price: 4_000_000_001,
  code: '00ff7a',
  addedAt: 1_767_225_600_001,
  removedAt: null,
};

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: (await freshDatabase()).adminUrl });
  await client.connect();
  await client.query(
    `CREATE TABLE dishes (dish_id text, in_stock boolean, tags jsonb, price bigint, code bytea,
      added_at timestamptz(3), removed_at timestamptz(3))`,
  );
  await client.query(sql`INSERT INTO dishes (${dishes.names}) VALUES (${dishes.values(soup)})`);
});

afterAll(() => client.end());

describe('the columns of a table', () => {
  it('give back the row that was written', async () => {
    const { rows } = await client.query(sql`SELECT ${dishes.selected('d')} FROM dishes d`);
    expect(rows).toEqual([soup]);
  });

  it('give back the same row as JSON', async () => {
    const further = sql`'portions', 2 * ${3}::int`;
    const { rows } = await client.query(
      sql`SELECT ${dishes.json()} AS dish, ${dishes.json('d', further)} AS more FROM dishes d`,
    );
    expect(rows).toEqual([{ dish: soup, more: { ...soup, portions: 6 } }]);
  });

  it('give back every millisecond as it was', async () => {
    const moments = Array.from({ length: 2_000 }, (_, index) => soup.addedAt + index * 7_919_191_919);
    const added = dishes.pick('addedAt');
    const { rows } = await client.query<{ addedAt: number }>(
      sql`SELECT ${added.selected()} 
        FROM unnest(${moments.map((ms) => new Date(ms))}::timestamptz[]) AS d (added_at)`,
    );
    expect(rows.map(({ addedAt }) => addedAt)).toEqual(moments);
  });

  it('may be some of them', () => {
    const some = dishes.pick('inStock', 'dishId');
    expect(some.selected().text).toBe('dish_id AS "dishId", in_stock AS "inStock"');
    const others = dishes.without('tags', 'price', 'code', 'addedAt', 'removedAt');
    expect(others.names.text).toBe('dish_id, in_stock');
  });

  it('change where something is said of them, and stay where nothing is', () => {
    const change = dishes.set({ inStock: false, price: undefined, removedAt: null });
    expect([change.text, change.values]).toEqual(['in_stock = $1, removed_at = $2', [false, null]]);
    expect(dishes.set({ price: 3 }).text).toBe('price = $1');
  });
});
