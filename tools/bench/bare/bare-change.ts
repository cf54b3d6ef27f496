import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import { Status, stepsOf } from '#libs/status-machine';

/** What a pickup order goes through after it was placed. */
export const pathOfPickup: readonly Status[] = stepsOf('pickup').filter(
  (status) => status !== Status.Pending,
);

export interface BareChange {
  readonly restaurantId: string;
  readonly orderId: string;
  /** The one that the order has now. */
  readonly version: number;
  readonly status: string;
}

/** The statement by which `orders` writes a change, word for word in what it does to the tables. */
const writeChange = `
  WITH changed AS (
    UPDATE passline.orders SET status = $4, version = version + 1, updated_at = $11, ended_at = $21, ready_from = $12, ready_to = $13,
      work_minutes = $22, head_hash = $16
    WHERE order_id = $1 AND version = $2
    RETURNING order_id, version, restaurant_id
  ), history AS (
    INSERT INTO passline.order_history (order_id, version, restaurant_id, event_id, type, from_status, status, corrects, minutes, reason, role, actor_id,
      occurred_at, recorded_at, ready_from, ready_to, text_digest, previous_hash, hash)
    SELECT order_id, version, restaurant_id, $23, $3, $24, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16 FROM changed
  ), texts AS (
    INSERT INTO passline.order_texts (order_id, version, restaurant_id, notes, internal_notes, salt)
    SELECT order_id, version, restaurant_id, $17, $18, $25 FROM changed WHERE $14::bytea IS NOT NULL
  ), outgoing AS (
    INSERT INTO passline.outbox (restaurant_id, order_id, headers, value) SELECT restaurant_id, order_id, $19, $20 FROM changed
  ), remembered AS (
    INSERT INTO passline.idempotency_keys (scope, key, restaurant_id, request_hash, order_id, version, result, created_at)
    SELECT $26, $27, restaurant_id, $28, order_id, version, 'applied', $11 FROM changed WHERE $27::text IS NOT NULL
  )
  SELECT version FROM changed`;

const workMinutes = 20;

/**
 * The four commands of a change, sent at once on a client made with `pipeline: true`, and nothing else: no rules, no hash, no key.
 * @returns false where the version was no longer the order's
 */
export async function bareChange(client: ClientBase, change: BareChange): Promise<boolean> {
  const scope = {
    name: 'scope',
    text: `SELECT set_config('app.restaurant_id', $1, true)`,
    values: [change.restaurantId],
  };
  const write = { name: 'write_change', text: writeChange, values: valuesOf(change) };
  const [, , { rows }] = await Promise.all([
    client.query('BEGIN'),
    client.query(scope),
    client.query<{ version: number }>(write),
    client.query('COMMIT'),
  ]);
  return rows.length === 1;
}

function valuesOf({ restaurantId, orderId, version, status }: BareChange): unknown[] {
  const now = new Date();
  const at = now.toISOString();
  const eventId = randomUUID();
  const [previousHash, hash] = [randomBytes(32), randomBytes(32)];
  const headers = {
    ce_specversion: '1.0',
    ce_id: eventId,
    ce_type: 'passline.order.status_changed.v1',
    ce_source: '/passline/orders',
    ce_subject: orderId,
    ce_time: at,
    'content-type': 'application/json',
    traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
  };
  const value = JSON.stringify({
    order_id: orderId,
    restaurant_id: restaurantId,
    order_number: 'ONLINE-000001',
    fulfilment: 'pickup',
    version: version + 1,
    from: 'pending',
    status,
    at,
    role: 'cashier',
    reason: null,
    notes: '',
    corrects: null,
    estimate: { ready_from: at, ready_to: at },
  });
  const ended = status === Status.Completed ? now : null;
  return [
    orderId,
    version,
    'status_changed',
    status,
    null,
    null,
    null,
    'cashier',
    null,
    now,
    now,
    now,
    now,
    null,
    previousHash,
    hash,
    '',
    '',
    headers,
    value,
    ended,
    workMinutes,
    eventId,
    'pending',
    null,
    null,
    null,
    null,
  ];
}
