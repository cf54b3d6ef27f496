import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { StaleOrders } from '../../apps/insights/src/record-stages/index.ts';
import { keepEvents } from '../../apps/insights/src/record-stages/keep-events.ts';
import { eventually } from '../support/eventually.ts';
import { InsightsDatabase } from './insights-database.ts';
import { LivedOrder } from './lived-order.ts';

// Real here: PostgreSQL, and what insights writes there.
let database: InsightsDatabase;
let stale: StaleOrders;
let errors: object[];
let restaurantId: string;

beforeAll(async () => {
  database = await InsightsDatabase.open();
}, 60_000);
afterAll(() => database.close());
beforeEach(async () => {
  await database.forget();
  [errors, restaurantId] = [[], newId()];
  stale = new StaleOrders(database.service, { error: (facts: object) => void errors.push(facts) });
});

const start = Date.UTC(2026, 0, 5, 18);
const order = (whose = restaurantId): LivedOrder =>
  new LivedOrder(whose, 'pickup', start).after(2).move('confirmed');
const keep = (...orders: readonly LivedOrder[]) =>
  keepEvents(
    database.service,
    orders.flatMap(({ events }) => events),
  );
const workedOut = async (): Promise<unknown[]> =>
  (await database.rows('SELECT order_id FROM insights.orders ORDER BY order_id')).map(
    (row) => row['order_id'],
  );
const marked = (): Promise<Record<string, unknown>[]> =>
  database.rows('SELECT DISTINCT order_id, not_before > now() AS later FROM insights.pending_events');

/** Its pieces are more than the tables of orders take in. */
async function spoil({ orderId }: LivedOrder): Promise<void> {
  await database
    .rows('ALTER TABLE insights.orders ADD CONSTRAINT spoilt CHECK (pieces < 1000000)')
    .catch(() => []);
  await database.rows(
    'UPDATE insights.order_events SET pieces = 2000000 WHERE order_id = $1 AND version = 1',
    [orderId],
  );
}

describe('an order that cannot be worked out', () => {
  it('holds up none of the others, is said with its id, and is tried again later', async () => {
    const [one, bad, other] = [order(), order(), order(newId())];
    await keep(one, bad, other);
    await spoil(bad);
    while ((await stale.rewriteSome()).orders > 0);
    expect(await workedOut()).toEqual([one.orderId, other.orderId].toSorted());
    expect(errors).toMatchObject([{ order_id: bad.orderId, restaurant_id: restaurantId }]);
    expect(await marked()).toEqual([{ order_id: bad.orderId, later: true }]);
    await database.rows('UPDATE insights.order_events SET pieces = 3 WHERE pieces IS NOT NULL');
    await database.rows('UPDATE insights.pending_events SET not_before = now()');
    expect((await stale.rewriteSome()).orders).toBe(1);
    expect(await workedOut()).toContain(bad.orderId);
  });

  it('is tried again at once when another of its events comes', async () => {
    const bad = order();
    await keep(bad);
    await spoil(bad);
    await stale.rewriteSome();
    expect(await stale.rewriteSome()).toEqual({ orders: 0, hasOutcomes: false });
    await database.rows('UPDATE insights.order_events SET pieces = 3 WHERE pieces IS NOT NULL');
    await keep(bad.after(5).move('ready'));
    expect((await stale.rewriteSome()).orders).toBe(1);
    expect(await workedOut()).toEqual([bad.orderId]);
  });

  it('does not make insights look stuck', async () => {
    const [bad, late] = [order(), order()];
    await keep(bad);
    await spoil(bad);
    await stale.rewriteSome();
    await database.rows(`UPDATE insights.pending_events SET marked_at = now() - interval '1 hour'`);
    expect(await stale.longestWait()).toBe(0);
    await keep(late);
    await database.rows(`UPDATE insights.pending_events SET marked_at = now() - interval '1 hour'`);
    expect(await stale.longestWait()).toBeGreaterThan(3_500_000);
  });
});

const waitingForLocks = `
  SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe('the orders of one restaurant', () => {
  it('are worked out for whoever counts them, and those of others left', async () => {
    const [own, others] = [order().after(10).move('ready'), order(newId())];
    await keep(own, others);
    expect(await stale.rewriteOf(restaurantId)).toBe(true);
    expect(await workedOut()).toEqual([own.orderId]);
    expect(await stale.rewriteOf(restaurantId)).toBe(false);
  });

  it('that another works out just then are waited for', async () => {
    const own = order();
    await keep(own);
    const other = await database.owner.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT FROM insights.pending_events FOR UPDATE');
      let isDone = false;
      const waiting = stale.rewriteOf(restaurantId).finally(() => (isDone = true));
      await eventually(async () => (await database.rows(waitingForLocks)).length === 1, 'the wait');
      expect(isDone).toBe(false);
      await other.query('COMMIT');
      await waiting;
      expect(await workedOut()).toEqual([own.orderId]);
    } finally {
      other.release();
    }
  });
});

describe('an event of an order that is worked out just then', () => {
  it('is written down without a wait, and is not forgotten', async () => {
    const own = order();
    await keep(own);
    const other = await database.owner.connect();
    try {
      await other.query('BEGIN');
      // As one who works it out, and has not seen what comes now.
      await other.query('DELETE FROM insights.pending_events');
      expect(await keep(own.after(5).move('ready'))).toBe(1);
      await other.query('COMMIT');
    } finally {
      other.release();
    }
    expect((await stale.rewriteSome()).orders).toBe(1);
    expect(await database.rows('SELECT status FROM insights.orders')).toEqual([{ status: 'ready' }]);
  });

  it('is heard of from a release before, which marks whole orders', async () => {
    const own = order();
    await keep(own);
    while ((await stale.rewriteSome()).orders > 0);
    const mark = `INSERT INTO insights.stale_orders (order_id, restaurant_id) VALUES ($1, $2)
      ON CONFLICT (order_id) DO UPDATE SET restaurant_id = EXCLUDED.restaurant_id, not_before = NULL`;
    await database.rows(mark, [own.orderId, restaurantId]);
    await database.rows(mark, [own.orderId, restaurantId]);
    expect((await stale.rewriteSome()).orders).toBe(1);
    await database.rows(mark, [own.orderId, restaurantId]);
    const release = await database.owner.connect();
    try {
      await release.query('BEGIN');
      await release.query(mark, [own.orderId, restaurantId]);
      // Its event is not there for others yet: whoever took the mark now would forget it.
      expect((await stale.rewriteSome()).orders).toBe(0);
      await release.query('COMMIT');
    } finally {
      release.release();
    }
    expect((await stale.rewriteSome()).orders).toBe(1);
  });
});

describe('events that come to two at once, in another order', () => {
  it('are written by both without one waiting for the other in a ring', async () => {
    // Each on a connection that is there already.
    await Promise.all([keep(order()), keep(order()), keep(order()), keep(order())]);
    const orders = Array.from({ length: 1_500 }, () => order());
    const events = orders.flatMap((each) => each.events);
    const both = [events, events.toReversed(), events, events.toReversed()];
    const recorded = await Promise.all(both.map((some) => keepEvents(database.service, some)));
    expect(recorded.reduce((sum, each) => sum + each, 0)).toBe(events.length);
  });
});
