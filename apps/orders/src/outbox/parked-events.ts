import type { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';

/** An event that the log can never take as it is; its order's later events wait behind it. */
export type ParkedEvent = {
  readonly id: string;
  readonly order_id: string;
  readonly event_type: string;
  readonly parked_at: Date;
  readonly because: string;
};

export function listParkedEvents(database: Database): Promise<ParkedEvent[]> {
  return database.asRole<ParkedEvent>(NarrowRole.Relay, {
    name: 'parked_events',
    text: `SELECT id, order_id, headers->>'ce_type' AS event_type, parked_at, parked_because AS because
           FROM passline.outbox WHERE parked_at IS NOT NULL ORDER BY id`,
  });
}

/** Puts one parked event, or all, back in line. @returns how many */
export async function retryParkedEvents(database: Database, which: string): Promise<number> {
  const rows = await database.asRole(NarrowRole.Relay, {
    name: 'retry_parked_events',
    text: `UPDATE passline.outbox SET parked_at = NULL, parked_because = NULL WHERE parked_at IS NOT NULL AND ($1 = 'all' OR id::text = $1) RETURNING id`,
    values: [which],
  });
  return rows.length;
}
