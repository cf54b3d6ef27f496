import type { RecordedEvent } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { type Database, NarrowRole } from '../database/index.ts';
import { oneAtATime } from '../order-facts/index.ts';
import { rewriteOrders } from './rewrite-orders.ts';

/**
 * Writes down those of the events that are not known yet, and of which orders they are: what those come to is
 * worked out later, for several events of an order at once. What comes again changes nothing.
 * @returns how many were not known before
 */
export async function keepEvents(
  database: Pick<Database, 'asRole'>,
  events: readonly RecordedEvent[],
): Promise<number> {
  const [kept] = await database.asRole<{ count: number }>(NarrowRole.Recording, insertEvents(events));
  return kept?.count ?? 0;
}

/** So many orders are worked out in one transaction at most. */
const atOnce = 200;

export interface Rewritten {
  readonly orders: number;
  /** Whether there is something to learn from that was not there, or was another. */
  readonly hasOutcomes: boolean;
}

/** Works out what some orders come to of which events have come; none where there are no more of them. */
export function rewriteStale(database: Pick<Database, 'transactionAs'>): Promise<Rewritten> {
  return database.transactionAs(NarrowRole.Recording, async (transaction) => {
    const stale = await transaction.query<StaleOrder>(takeStale);
    if (stale.length === 0) return { orders: 0, hasOutcomes: false };
    await transaction.query(oneAtATime(stale.map(({ restaurant_id }) => restaurant_id)));
    const hasOutcomes = await rewriteOrders(
      transaction,
      stale.map(({ order_id }) => order_id),
    );
    return { orders: stale.length, hasOutcomes };
  });
}

/** Both at once, for whoever waits for what the orders come to. @returns how many were not known before */
export async function writeEvents(
  database: Pick<Database, 'asRole' | 'transactionAs'>,
  events: readonly RecordedEvent[],
): Promise<number> {
  const recorded = await keepEvents(database, events);
  while ((await rewriteStale(database)).orders > 0);
  return recorded;
}

interface StaleOrder {
  readonly order_id: string;
  readonly restaurant_id: string;
}

const takeStale = sql`
  DELETE FROM insights.stale_orders WHERE order_id IN (
    SELECT order_id FROM insights.stale_orders LIMIT ${atOnce} FOR UPDATE SKIP LOCKED
  ) RETURNING order_id, restaurant_id`;

/**
 * One that is marked already is marked again, and so held until this is committed: whoever works it out
 * before would not see these events, and would take the mark away. Always in the same order, so that none
 * waits for another in a ring.
 */
const insertEvents = (events: readonly RecordedEvent[]): Sql => sql`
  WITH written AS (
    INSERT INTO insights.order_events (
      event_id, order_id, restaurant_id, fulfilment, version, type, status, at, recorded_at, corrects, reason,
      minutes, role, estimate, pieces, scheduled_for)
    SELECT event_id, order_id, restaurant_id, fulfilment, version, type, status, at, recorded_at, corrects,
      reason, minutes, role, nullif(estimate, 'null'), pieces, scheduled_for
    FROM jsonb_populate_recordset(NULL::insights.order_events, ${JSON.stringify(events)}::jsonb)
    ON CONFLICT DO NOTHING RETURNING order_id, restaurant_id
  ), stale AS (
    INSERT INTO insights.stale_orders (order_id, restaurant_id)
    SELECT DISTINCT order_id, restaurant_id FROM written ORDER BY order_id
    ON CONFLICT (order_id) DO UPDATE SET restaurant_id = EXCLUDED.restaurant_id
  )
  SELECT count(*)::int AS count FROM written`;
