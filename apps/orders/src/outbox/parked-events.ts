import { sql } from '#libs/postgres';
import { type Database, NarrowRole } from '../platform/index.ts';
import { outboxChannel } from './relay-connection.ts';

/** An event that the log can never take as it is; its order's later events wait behind it. */
export interface ParkedEvent {
  readonly id: string;
  readonly order_id: string;
  readonly event_type: string;
  readonly parked_at: Date;
  readonly because: string;
}

export function listParkedEvents(database: Database): Promise<ParkedEvent[]> {
  return database.asRole<ParkedEvent>(
    NarrowRole.Relay,
    sql`SELECT id, order_id, headers->>'ce_type' AS event_type, parked_at, parked_because AS because
      FROM passline.outbox WHERE parked_at IS NOT NULL ORDER BY id`,
  );
}

/** Puts one parked event, or all, back in line, and wakes the relay. @returns how many */
export async function retryParkedEvents(database: Database, which: string): Promise<number> {
  const rows = await database.asRole(
    NarrowRole.Relay,
    sql`UPDATE passline.outbox SET parked_at = NULL, parked_because = NULL
      WHERE parked_at IS NOT NULL AND ${which === 'all' ? sql`true` : sql`id::text = ${which}`} RETURNING id`,
  );
  if (rows.length > 0) await database.notify(outboxChannel);
  return rows.length;
}
