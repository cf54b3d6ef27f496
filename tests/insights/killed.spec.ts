import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { connectInsights } from '../../apps/insights/src/index.ts';
import { StaleOrders, writeEvents } from '../../apps/insights/src/record-stages/index.ts';
import { DayCounts } from '../../apps/insights/src/report-figures/day-counts.ts';
import { connectDatabase, readRecordedEvents } from '../../apps/orders/src/index.ts';
import { InsightsDatabase } from './insights-database.ts';
import { Services, servicesStartTimeoutMs } from '../support/services.ts';

// Real here: insights and its neighbours as processes of their own, Kafka, and PostgreSQL.
let services: Services;
let owner: pg.Pool;

beforeAll(async () => {
  services = await Services.start({
    settings: { RATE_LIMITS: 'off', SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'orders@example.test' },
    instances: { 'tracking-gateway': 0, insights: 2 },
  });
  owner = new pg.Pool({ connectionString: services.database.adminUrl, max: 2 });
}, servicesStartTimeoutMs);
afterAll(async () => {
  await owner.end();
  await services.stop();
}, 60_000);

const path = (id: string, what: string) => `/api/v1/online/orders/${id}/${what}/`;

async function livesOn(cashier: Api): Promise<void> {
  const { order_id } = await cashier.place({ fulfilment: 'pickup' });
  for (const status of ['confirmed', 'cooking', 'ready'])
    await cashier.post(path(order_id, 'update-status'), { status });
  await cashier.post(path(order_id, 'recall'), { reason: 'mistake' });
}

/** What of the history insights has not written down, or has written down otherwise. */
const missing = async (): Promise<number> => {
  const { rows } = await owner.query<{ n: number }>(`
    SELECT count(*)::int AS n FROM passline.order_history h FULL JOIN insights.order_events e
      ON (e.order_id, e.version, e.status, e.type) = (h.order_id, h.version, h.status, h.type)
    WHERE h.order_id IS NULL OR e.order_id IS NULL`);
  return rows[0]?.n ?? NaN;
};

const stale = 'SELECT FROM insights.stale_orders';
const workedOut = 'SELECT * FROM insights.orders ORDER BY order_id';

/** What the orders come to by their whole history, read at once into tables of their own. */
async function replay(): Promise<unknown[]> {
  const [orders, tables] = [await connectDatabase(asService()), await InsightsDatabase.open()];
  const { events } = await readRecordedEvents(orders, '00000000-0000-0000-0000-000000000000', 1_000);
  await writeEvents(tables.service, events);
  const rows = await tables.rows(workedOut);
  await Promise.all([orders.close(), tables.close()]);
  return rows;
}

const asService = () => ({ DATABASE_URL: services.database.serviceUrl });

/** In all days together. */
async function countedOrders(): Promise<number> {
  const tables = await connectInsights({ url: services.database.serviceUrl });
  const { rows } = await owner.query<{ id: string }>(
    'SELECT DISTINCT restaurant_id AS id FROM insights.orders',
  );
  const counts = new DayCounts(tables, new StaleOrders(tables, { error: () => undefined }));
  for (const { id } of rows) await counts.count({ restaurantId: id, timezone: 'UTC' });
  await tables.close();
  const sum = await owner.query<{ n: number }>('SELECT sum(orders)::int AS n FROM insights.days');
  return sum.rows[0]?.n ?? NaN;
}

describe('insights over Kafka', () => {
  it('has every change once, and what orders come to by a replay, though it is killed again and again', async () => {
    const cashier = await Api.as(services.url, 'cashier');
    const [first, second] = services.all('insights');
    for (const one of [first, second, first]) {
      const evening = Array.from({ length: 20 }, () => livesOn(cashier));
      await eventually(async () => (await missing()) > 0, 'changes that insights has still to hear');
      await one?.end('SIGKILL');
      await Promise.all(evening);
      await one?.start();
    }
    await eventually(async () => (await missing()) === 0, 'every change to be written down', 60_000);
    await eventually(async () => (await owner.query(stale)).rowCount === 0, 'all to be worked out', 40_000);
    const replayed = await replay();
    expect(replayed.length).toBeGreaterThanOrEqual(60);
    expect((await owner.query(workedOut)).rows).toEqual(replayed);
    expect(await countedOrders()).toBe(replayed.length);
    const learned = `SELECT FROM passline.learned_times WHERE fulfilment = 'pickup'`;
    await eventually(async () => (await owner.query(learned)).rowCount === 1, 'learned times', 40_000);
  }, 180_000);

  it('hands in what it learns, and says that it is there', async () => {
    const { rows } = await owner.query<{ ago: number }>(
      `SELECT extract(epoch FROM now() - beaten_at)::float8 AS ago FROM passline.insights_heartbeat`,
    );
    expect(rows[0]?.ago).toBeLessThan(40);
  });
});
