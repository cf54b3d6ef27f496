import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Api } from '../support/api.ts';
import { type Passline, startPassline } from '../support/passline.ts';
import { eventually } from '../support/eventually.ts';
import { migratedDatabase, type TestDatabase } from '../support/postgres.ts';
import { runCommand } from '../services/command.ts';

// Real here: the built program, the built command, and PostgreSQL.
let database: TestDatabase;
let owner: pg.Pool;
let passline: Passline;

beforeAll(async () => {
  database = await migratedDatabase();
  owner = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  passline = await startPassline({ database, settings: { RATE_LIMITS: 'off' } });
  const cashier = await Api.as(passline.url, 'cashier');
  const path = (id: string, what: string) => `/api/v1/online/orders/${id}/${what}/`;
  for (let place = 0; place < 6; place += 1) {
    const { order_id } = await cashier.place({ fulfilment: place % 2 === 0 ? 'pickup' : 'delivery' });
    for (const status of ['confirmed', 'cooking', 'ready'])
      await cashier.post(path(order_id, 'update-status'), { status });
    if (place === 3) await cashier.post(path(order_id, 'recall'), { reason: 'mistake' });
    if (place === 4) await cashier.post(path(order_id, 'delay'), { minutes: 5, reason: 'busy' });
    if (place === 5) await cashier.post(path(order_id, 'cancel'), { reason: 'sold_out' });
  }
}, 90_000);
afterAll(async () => {
  await passline.stop();
  await owner.end();
});

const count = async (table: string): Promise<number> =>
  (await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n ?? 0;
async function everything(): Promise<unknown> {
  const [events, orders] = await Promise.all([
    owner.query('SELECT * FROM insights.order_events ORDER BY order_id, version'),
    owner.query('SELECT * FROM insights.orders ORDER BY order_id'),
  ]);
  return { events: events.rows, orders: orders.rows };
}
const fill = () =>
  runCommand('insights-backfill', [], {
    DATABASE_URL: database.serviceUrl,
    DATABASE_ADMIN_URL: database.adminUrl,
  });

describe('npm run insights:backfill', () => {
  it('writes down from the history what insights would have heard, and nothing twice', async () => {
    const changes = await count('passline.order_history');
    await eventually(async () => (await count('insights.order_events')) === changes, 'all to be heard');
    await eventually(async () => (await count('insights.pending_events')) === 0, 'all to be worked out');
    const heard = await everything();
    const all = String(await count('passline.orders'));
    // What the service has not learned of yet is learned here.
    expect((await fill()).out).toContain(`Done: ${all} orders read, 0 events written down, `);
    await passline.end('SIGTERM');
    await owner.query(
      'TRUNCATE insights.order_events, insights.orders, insights.kitchens, passline.learned_times',
    );
    const { code, out } = await fill();
    expect([code, out]).toEqual([
      0,
      `Done: ${all} orders read, ${String(changes)} events written down, 2 tables of times learned.\n`,
    ]);
    expect(await everything()).toEqual(heard);
    expect(await count('passline.learned_times')).toBe(2);
    expect((await fill()).out).toContain(' 0 events written down, 0 tables');
  }, 60_000);

  it('goes on from where it was broken off', async () => {
    const all = await count('passline.orders');
    const ids = await owner.query<{ order_id: string }>(
      'SELECT order_id FROM passline.orders ORDER BY order_id',
    );
    await owner.query('INSERT INTO insights.backfill_progress (last_order_id, orders) VALUES ($1, 4)', [
      ids.rows[3]?.order_id,
    ]);
    await owner.query('TRUNCATE insights.order_events, insights.orders');
    expect((await fill()).out).toMatch(new RegExp(`^Done: ${String(all)} orders read`));
    expect(await count('insights.orders')).toBe(all - 4);
    expect(await count('insights.backfill_progress')).toBe(0);
  }, 60_000);

  it('says what it does', async () => {
    const { code, out } = await runCommand('insights-backfill', ['--help'], {});
    expect([code, out]).toEqual([0, expect.stringMatching(/^Usage: npm run insights:backfill/)]);
  });
});
