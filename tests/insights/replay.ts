import type pg from 'pg';
import { connectInsights } from '../../apps/insights/src/index.ts';
import { StaleOrders, writeEvents } from '../../apps/insights/src/record-stages/index.ts';
import { DayCounts } from '../../apps/insights/src/report-figures/day-counts.ts';
import { connectDatabase, readRecordedEvents } from '../../apps/orders/src/index.ts';
import { InsightsDatabase } from './insights-database.ts';

const allOrders = 'SELECT * FROM insights.orders ORDER BY order_id';

/** How many changes insights has not written down, or has written down otherwise than orders. */
export async function missing(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(`
    SELECT count(*)::int AS n FROM passline.order_history h FULL JOIN insights.order_events e
      ON (e.order_id, e.version, e.status, e.type) = (h.order_id, h.version, h.status, h.type)
    WHERE h.order_id IS NULL OR e.order_id IS NULL`);
  return rows[0]?.n ?? NaN;
}

/** How many events wait until what their orders come to is worked out. */
export const waiting = async (owner: pg.Pool): Promise<number> =>
  (await owner.query('SELECT FROM insights.pending_events')).rowCount ?? NaN;

/** What insights says that the orders come to. */
export const workedOut = async (owner: pg.Pool): Promise<unknown[]> =>
  (await owner.query<Record<string, unknown>>(allOrders)).rows;

/** What the orders come to by their whole history, read at once into tables of their own. */
export async function replay(serviceUrl: string): Promise<unknown[]> {
  const [orders, tables] = [
    await connectDatabase({ DATABASE_URL: serviceUrl }),
    await InsightsDatabase.open(),
  ];
  const { events } = await readRecordedEvents(orders, '00000000-0000-0000-0000-000000000000', 1_000);
  await writeEvents(tables.service, events);
  const rows = await tables.rows(allOrders);
  await Promise.all([orders.close(), tables.close()]);
  return rows;
}

/** How many orders the days of all restaurants have together. */
export async function countedOrders(serviceUrl: string, owner: pg.Pool): Promise<number> {
  const tables = await connectInsights({ url: serviceUrl });
  const { rows } = await owner.query<{ id: string }>(
    'SELECT DISTINCT restaurant_id AS id FROM insights.orders',
  );
  const counts = new DayCounts(tables, new StaleOrders(tables, { error: () => undefined }));
  for (const { id } of rows) await counts.count({ restaurantId: id, timezone: 'UTC' });
  await tables.close();
  const sum = await owner.query<{ n: number }>('SELECT sum(orders)::int AS n FROM insights.days');
  return sum.rows[0]?.n ?? NaN;
}
