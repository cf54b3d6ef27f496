import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Order, PlaceOrder } from '#libs/contracts';
import { fewestOrders } from '#libs/estimate';
import type { InProcessEventLog } from '#libs/messaging';
import type { Status } from '#libs/status-machine';
import { Api } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { migratedDatabase, type TestDatabase } from '../support/postgres.ts';
import { logOfOrders, type Started, startInsights, startOrders } from './orders-and-insights.ts';

// Real here: PostgreSQL, orders and insights over HTTP, the event log within the process; the clock of orders
// is moved by hand.
const minute = 60_000;
let now = Date.now();
let database: TestDatabase;
let owner: pg.Pool;
let log: InProcessEventLog;
let orders: Started;
let insights: Started | undefined;
let cashier: Api;

beforeAll(async () => {
  database = await migratedDatabase();
  owner = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  log = logOfOrders();
  orders = await startOrders(database, () => now, log);
  insights = await startInsights(database, orders.url, log);
  cashier = await Api.as(orders.url, 'cashier');
}, 60_000);
afterAll(async () => {
  await insights?.stop();
  await orders.stop();
  await log.close();
  await owner.end();
});

async function move(order: Order, status: Status, occurredAt: number): Promise<void> {
  const path = `/api/v1/online/orders/${order.order_id}/update-status/`;
  const { status: answered, body } = await cashier.post(path, {
    status,
    occurred_at: new Date(occurredAt).toISOString(),
  });
  if (answered !== 200) throw new Error(JSON.stringify(body));
}

/** An order that was confirmed after 2 minutes, ready after 14 and handed over after 20. */
async function live(place: Partial<PlaceOrder>, placedAt: number): Promise<void> {
  const order = await cashier.place({ ...place, placed_at: new Date(placedAt).toISOString() });
  await move(order, 'confirmed', placedAt + 2 * minute);
  await move(order, 'ready', placedAt + 14 * minute);
  if (order.fulfilment === 'pickup') await move(order, 'completed', placedAt + 20 * minute);
  else {
    await move(order, 'out_for_delivery', placedAt + 20 * minute);
    await move(order, 'delivered', placedAt + 35 * minute);
  }
}

const learnedOrders = async (fulfilment: string): Promise<number> => {
  const { rows } = await owner.query<{ finished: number }>(
    `SELECT (times->'ready_since_placed'->>'finished')::int AS finished FROM passline.learned_times WHERE fulfilment = $1`,
    [fulfilment],
  );
  return rows[0]?.finished ?? 0;
};

/** Beyond what orders has read of the tables before. */
const later = (ms: number): void => void (now += ms);
const estimateOfNew = async (fulfilment: PlaceOrder['fulfilment']) => {
  const { estimate } = await cashier.place({ fulfilment }).then(async ({ order_id }) => {
    const { body } = await cashier.get(`/api/v1/online/orders/${order_id}/status/`);
    return body as { estimate: Record<string, string> };
  });
  const minutes = (time?: string) => time && Math.round((Date.parse(time) - now) / minute);
  const { ready_from, ready_to, arrives_from, arrives_to, basis } = estimate;
  return {
    basis,
    ready: [ready_from, ready_to].map(minutes),
    arrives: [arrives_from, arrives_to].map(minutes),
  };
};

describe('what insights has learned', () => {
  const lived = fewestOrders + 10;

  it.each(['pickup', 'delivery'] as const)(
    'of a %s is what the next order is told',
    async (fulfilment) => {
      expect((await estimateOfNew(fulfilment)).basis).toBe('rule');
      for (let place = 0; place < lived; place += 1)
        await live({ fulfilment }, now - 23 * 60 * minute + place * 20 * minute);
      await eventually(async () => (await learnedOrders(fulfilment)) === lived, 'all of it to be learned');
      later(31_000);
      await eventually(
        async () => (await estimateOfNew(fulfilment)).basis === 'learned',
        'a learned estimate',
      );
      const { ready, arrives } = await estimateOfNew(fulfilment);
      expect(ready[0]).toBeGreaterThanOrEqual(12);
      expect(ready[1]).toBeLessThanOrEqual(16);
      if (fulfilment === 'delivery') {
        expect(arrives[0]).toBeLessThanOrEqual(35);
        expect(arrives[1]).toBeGreaterThanOrEqual(35);
        expect(Number(arrives[1]) - Number(arrives[0])).toBe(2);
      }
    },
    120_000,
  );

  it('goes by what cooks have in hand when an order is accepted, and keeps that with the order', async () => {
    const place = () => cashier.place({ fulfilment: 'pickup' });
    const [first, second] = [await place(), await place()];
    for (const order of [first, second]) await move(order, 'confirmed', now);
    await move(second, 'preparing', now);
    const { rows } = await owner.query<{
      order_id: string;
      pieces_ahead: number;
      items: { quantity: number }[];
    }>(
      'SELECT order_id, pieces_ahead, items FROM passline.orders WHERE order_id = ANY ($1) ORDER BY order_id',
      [[first.order_id, second.order_id]],
    );
    const pieces = rows[0]?.items.reduce((sum, { quantity }) => sum + quantity, 0);
    expect(rows.map(({ pieces_ahead }) => pieces_ahead)).toEqual([0, pieces]);
    for (const order of [first, second]) await move(order, 'ready', now);
  });

  it('counts no more once insights has given no sign of life for two minutes, and again when it is back', async () => {
    await insights?.stop();
    later(121_000);
    // Its events wait for insights in the log of one process; what it is told does not.
    expect((await estimateOfNew('pickup')).basis).toBe('rule');
    insights = await startInsights(database, orders.url, log);
    later(31_000);
    await eventually(async () => {
      later(31_000);
      return (await estimateOfNew('pickup')).basis === 'learned';
    }, 'a learned estimate');
  });
});
