import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Retention } from '../../apps/insights/src/retention/retention.ts';
import { eventually } from '../support/eventually.ts';
import { InsightsDatabase } from './insights-database.ts';

// Real here: PostgreSQL, and what insights removes there.
let database: InsightsDatabase;

beforeAll(async () => {
  database = await InsightsDatabase.open();
}, 60_000);
afterAll(() => database.close());

describe('what has been kept for long enough', () => {
  it('is removed from all tables but one that cannot be cleared, which is named', async () => {
    const id = `'01980000-0000-7000-8000-00000000000a'`;
    await database.rows(`INSERT INTO insights.order_events (order_id, version, restaurant_id, fulfilment, type,
      status, at, recorded_at) VALUES (${id}, 1, ${id}, 'pickup', 'placed', 'pending', now(), now() - interval '2 years')`);
    await database.rows(
      `INSERT INTO insights.feedback VALUES (${id}, ${id}, 4, now() - interval '2 years', now())`,
    );
    await database.rows(`CREATE FUNCTION insights.refuse() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN RAISE 'refused'; END $$`);
    await database.rows(`CREATE TRIGGER refuse BEFORE DELETE ON insights.order_events
      FOR EACH ROW EXECUTE FUNCTION insights.refuse()`);
    const said: unknown[] = [];
    const logger = { warn: (facts: unknown) => said.push(facts) };
    const retention = new Retention(database.service, logger as never);
    retention.onApplicationBootstrap();
    await eventually(
      async () => (await database.rows('SELECT FROM insights.feedback')).length === 0,
      'the old feedback to be gone',
    );
    await retention.beforeApplicationShutdown();
    expect(said).toMatchObject([{ table: 'insights.order_events' }]);
  });
});
