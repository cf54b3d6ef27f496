import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase } from '../../tests/support/postgres.ts';
import { type Schema, schemas } from './areas.ts';
import { migratedTables } from './migrated-tables.ts';
import { readTables } from './read-tables.ts';
import type { Table } from './table.ts';
import { tablesFile, tablesPage } from './tables-page.ts';

const committed = readFileSync(join(import.meta.dirname, '../..', tablesFile), 'utf8');
let adminUrl: string;
let tables: readonly Table[];

beforeAll(async () => {
  ({ adminUrl } = await freshDatabase());
  tables = await migratedTables(adminUrl);
}, 60_000);

const namesOf = (wanted: (table: Table) => boolean): readonly string[] =>
  tables.filter(wanted).map(({ schema, name }) => `${schema}.${name}`);

/** What the page would be after a migration that says this. */
async function pageAfter(statement: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(statement);
    return tablesPage(schemas, await readTables(client, ['passline', 'notifier', 'insights']));
  } finally {
    await client.end();
  }
}

describe('the page of the tables', () => {
  it('is what the migrations make now: run "npm run docs:schema" after changing a table', () => {
    expect(committed).toBe(tablesPage(schemas, tables));
  });

  it.each([
    ['a column', 'ALTER TABLE passline.orders ADD COLUMN colour text'],
    ['a type', 'ALTER TABLE passline.orders ALTER COLUMN version TYPE bigint'],
    ['what may be empty', 'ALTER TABLE passline.restaurants ALTER COLUMN phone SET NOT NULL'],
    [
      'a foreign key',
      'ALTER TABLE passline.exports ADD FOREIGN KEY (account_id) REFERENCES passline.accounts',
    ],
    ['a unique key', 'ALTER TABLE notifier.inbox ADD UNIQUE (received_at)'],
    ['a right', 'GRANT UPDATE (name) ON passline.secrets TO passline_jobs'],
    ['row-level security', 'ALTER TABLE notifier.consents DISABLE ROW LEVEL SECURITY'],
    ['what a row is', "COMMENT ON TABLE passline.orders IS 'Something else.'"],
  ])('is another one after a migration of %s', async (_, statement) => {
    expect(await pageAfter(statement)).not.toBe(committed);
  });

  it('says of every table in a sentence what a row is', () => {
    expect(namesOf(({ comment }) => !/^[A-Z][^.|\n]+\.$/.test(comment ?? ''))).toEqual([]);
    expect(tables.length).toBeGreaterThan(20);
  });

  it('finds by their rights the tables to which rows are only added', () => {
    expect(namesOf(({ appendOnly }) => appendOnly)).toEqual([
      'notifier.consents',
      'passline.order_history',
      'passline.secrets',
    ]);
  });

  it('has no table without row-level security but those with nothing of a restaurant in them', () => {
    expect(namesOf(({ protection }) => protection === 'none')).toEqual([
      'insights.backfill_progress',
      'insights.feedback_progress',
      'passline.insights_heartbeat',
      'passline.relay_heartbeat',
      'passline.secrets',
    ]);
  });

  it('draws foreign keys as solid lines, ids without one as dotted ones', () => {
    expect(committed).toContain('orders ||--o{ order_history : "order_id, restaurant_id"');
    expect(committed).toContain('orders ||--o| order_contacts : "order_id, restaurant_id"');
    expect(committed).toContain('accounts |o--o{ orders : "customer_id"');
    expect(committed).toContain('orders |o..o{ outbox : "order_id"');
  });

  it('is not made without a place or a sentence for a new table, nor with a place for one that is gone', async () => {
    await expect(pageAfter('CREATE TABLE passline.coupons (code text)')).rejects.toThrow(
      'passline.coupons is in no area: add it to tools/schema-picture/areas.ts',
    );
    await expect(pageAfter('COMMENT ON TABLE notifier.inbox IS NULL')).rejects.toThrow(
      'notifier.inbox has no comment: its migration says COMMENT ON TABLE',
    );
    const lost: Schema = { name: 'notifier', service: 'apps/notifier', areas: { Messages: ['pigeons'] } };
    expect(() => tablesPage([lost], [])).toThrow('there is no table notifier.pigeons');
  });
});
