import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { LogRecord } from '#libs/messaging';
import { sql } from '#libs/postgres';

/** Events as `orders` leaves them there; nobody is woken. */
export async function putIntoOutbox(database: pg.Client, records: readonly LogRecord[]): Promise<void> {
  const [orderIds, headers, values] = [
    records.map((record) => record.key),
    records.map((record) => record.headers),
    records.map((record) => record.value),
  ];
  await database.query(sql`
    INSERT INTO passline.outbox (restaurant_id, order_id, headers, value)
    SELECT (value::json->>'restaurant_id')::uuid, order_id, headers, value
    FROM unnest(${orderIds}::uuid[], ${headers}::jsonb[], ${values}::text[]) AS one (order_id, headers, value)`);
}

/** How long the relay may take over all of it, in ms. */
const patience = 60_000;

/** Resolves once the relay has published all. @param lookEvery in ms @throws Error where it takes too long */
export async function outboxEmptied(database: pg.Client, lookEvery: number): Promise<void> {
  const until = performance.now() + patience;
  while ((await database.query('SELECT FROM passline.outbox LIMIT 1')).rowCount !== 0) {
    if (performance.now() > until) throw new Error('the relay did not empty its outbox in time');
    await delay(lookEvery);
  }
}
