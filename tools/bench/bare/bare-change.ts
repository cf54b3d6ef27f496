import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import { restaurantScope, type Sql, sql } from '#libs/postgres';
import { happyPath } from '#libs/order-model';
import { Status } from '#libs/status-machine';

/** What a pickup order goes through after it was placed. */
export const pathOfPickup: readonly Status[] = happyPath('pickup').filter(
  (status) => status !== Status.Pending,
);

export interface BareChange {
  readonly restaurantId: string;
  readonly orderId: string;
  /** The one that the order has now. */
  readonly version: number;
  readonly status: string;
}

/**
 * The four commands of one change by itself, sent at once on a client made with `pipeline: true`, and nothing
 * else: no rules, no hash, no key, and no other change in the same statement.
 * @returns false where the version was no longer the order's
 */
export async function bareChange(client: ClientBase, change: BareChange): Promise<boolean> {
  const [, , { rows }] = await Promise.all([
    client.query('BEGIN'),
    client.query(restaurantScope(change.restaurantId)),
    client.query<{ version: number }>(writeChange(change, randomUUID(), new Date())),
    client.query('COMMIT'),
  ]);
  return rows.length === 1;
}

/** The statement by which `orders` writes a change without notes, in what it does to the tables. */
function writeChange(change: BareChange, eventId: string, now: Date): Sql {
  const { orderId, version, status } = change;
  const hash = randomBytes(32);
  return sql`
    WITH changed AS (
      UPDATE passline.orders SET status = ${status}, version = ${version + 1}, updated_at = ${now},
        ended_at = ${status === Status.Completed ? now : null}, ready_from = ${now}, ready_to = ${now},
        work_minutes = 20, head_hash = ${hash}
      WHERE order_id = ${orderId} AND version = ${version}
      RETURNING order_id, version, restaurant_id
    ), history AS (
      INSERT INTO passline.order_history (order_id, version, restaurant_id, event_id, type, from_status,
        status, role, occurred_at, recorded_at, ready_from, ready_to, previous_hash, hash)
      SELECT order_id, version, restaurant_id, ${eventId}, 'status_changed', 'pending',
        ${status}, 'cashier', ${now}, ${now}, ${now}, ${now}, ${randomBytes(32)}, ${hash} FROM changed
    ), outgoing AS (
      INSERT INTO passline.outbox (restaurant_id, order_id, headers, value)
      SELECT restaurant_id, order_id, ${headersOf(change, eventId, now)}, ${eventOf(change, now)} FROM changed
    )
    SELECT version FROM changed`;
}

const headersOf = ({ orderId }: BareChange, eventId: string, now: Date): Record<string, string> => ({
  ce_specversion: '1.0',
  ce_id: eventId,
  ce_type: 'passline.order.status_changed.v1',
  ce_source: '/passline/orders',
  ce_subject: orderId,
  ce_time: now.toISOString(),
  'content-type': 'application/json',
  traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
});

const eventOf = ({ restaurantId, orderId, version, status }: BareChange, now: Date): string =>
  JSON.stringify({
    order_id: orderId,
    restaurant_id: restaurantId,
    order_number: 'ONLINE-000001',
    fulfilment: 'pickup',
    version: version + 1,
    from: 'pending',
    status,
    at: now.toISOString(),
    role: 'cashier',
    reason: null,
    notes: '',
    corrects: null,
    estimate: { ready_from: now.toISOString(), ready_to: now.toISOString() },
  });
