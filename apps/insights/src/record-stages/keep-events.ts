import type { RecordedEvent } from '#libs/contracts';
import { type Sql, sql } from '#libs/postgres';
import { Status } from '#libs/status-machine';
import { type Database, NarrowRole } from '../database/index.ts';

/**
 * Writes down those of the events that are not known yet, and that they are: what their orders come to is
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

/**
 * Each event that was not known waits to be worked out by a row of its own. So whoever works out its order
 * meanwhile is not waited for, and takes away only what it has seen. Always in the same order, so that none
 * waits for another in a ring.
 */
const insertEvents = (events: readonly RecordedEvent[]): Sql => sql`
  WITH written AS (
    INSERT INTO insights.order_events (
      order_id, restaurant_id, fulfilment, version, type, status, at, recorded_at, corrects, reason, minutes,
      estimate, pieces, scheduled_for)
    SELECT order_id, restaurant_id, fulfilment, version, type, status, at, recorded_at, corrects, reason,
      minutes, estimate, pieces, scheduled_for
    FROM json_populate_recordset(NULL::insights.order_events, ${JSON.stringify(events.map(keptOf))})
    ORDER BY order_id, version
    ON CONFLICT DO NOTHING RETURNING order_id, version, restaurant_id
  ), pending AS (
    INSERT INTO insights.pending_events (order_id, version, restaurant_id)
    SELECT order_id, version, restaurant_id FROM written ORDER BY order_id, version
    ON CONFLICT DO NOTHING
  )
  SELECT count(*)::int AS count FROM written`;

/** What is read of an event later; what there is not of it stays out of the statement. */
const keptOf = (event: RecordedEvent): object => ({
  order_id: event.order_id,
  restaurant_id: event.restaurant_id,
  fulfilment: event.fulfilment,
  version: event.version,
  type: event.type,
  status: event.status,
  at: event.at,
  recorded_at: event.recorded_at,
  corrects: event.corrects ?? undefined,
  reason: event.reason ?? undefined,
  minutes: event.minutes ?? undefined,
  estimate: isJudged(event) ? (event.estimate ?? undefined) : undefined,
  pieces: event.pieces ?? undefined,
  scheduled_for: event.scheduled_for ?? undefined,
});

/** An order is judged by what it was promised first, and by every window that was learned. */
const isJudged = ({ version, status, estimate }: RecordedEvent): boolean =>
  estimate?.basis === 'learned' || version === 1 || status === Status.Pending;
