import { isFinal } from '#libs/status-machine';
import type { Database, Statement } from '../database/database.ts';
import { settled } from '../database/settled.ts';
import { NarrowRole } from '../database/walls.ts';
import type { NewEntry } from './entry.ts';
import type { KeyPlace } from './order-reader.ts';
import type { StoredOrder } from './stored-order.ts';

/** What is remembered of a request so that its repeat can be answered. */
export interface NewKey extends KeyPlace {
  readonly requestHash: Buffer;
}

const entryColumns = `order_id, version, restaurant_id, event_id, type, from_status, status, corrects, minutes, reason, role, actor_id, occurred_at,
  recorded_at, ready_from, ready_to, text_digest, previous_hash, hash`;

const writeChange = `
  WITH changed AS (
    UPDATE passline.orders SET status = $4, version = version + 1, updated_at = $11, ended_at = $21, ready_from = $12, ready_to = $13,
      work_minutes = $22, head_hash = $16
    WHERE order_id = $1 AND version = $2 AND NOT EXISTS (SELECT FROM passline.idempotency_keys k WHERE k.scope = $26 AND k.key = $27 AND k.created_at > now() - interval '24 hours')
    RETURNING order_id, version, restaurant_id
  ), history AS (
    INSERT INTO passline.order_history (${entryColumns})
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

/**
 * Writes one change as `writeOnce` does, and stands by it where the answer was lost.
 * @returns false where someone else was first
 * @throws DatabaseAnswerLostError where the database stays away
 */
export function saveChange(
  database: Database,
  order: StoredOrder,
  next: NewEntry,
  key: NewKey | undefined,
): Promise<boolean> {
  const write = (): Promise<boolean> => writeOnce(database, order, next, key);
  const again = async (): Promise<boolean> =>
    (await write().catch(falseWhereKeyIsTaken)) || (await isWritten(database, order, next));
  return settled(write, again);
}

/** A first write that was done has taken the place of its own key. */
function falseWhereKeyIsTaken(error: unknown): false {
  if (isKeyTaken(error)) return false;
  throw error;
}

async function isWritten(
  database: Database,
  { orderId, restaurantId }: StoredOrder,
  { eventId }: NewEntry,
): Promise<boolean> {
  const text = 'SELECT event_id FROM passline.order_history WHERE order_id = $1 AND event_id = $2';
  return (
    (await database.ofRestaurant(restaurantId, { name: 'is_written', text, values: [orderId, eventId] }))
      .length === 1
  );
}

/**
 * Writes one change with its history row, its outgoing event and the caller's key, in one statement that does nothing at all where the order's
 * version is no longer the one that was read, or the key has been used.
 * @returns false where someone else was first
 */
async function writeOnce(
  database: Database,
  order: StoredOrder,
  next: NewEntry,
  key: NewKey | undefined,
): Promise<boolean> {
  const { entry } = next;
  const values = [
    order.orderId,
    order.version,
    entry.type,
    entry.status,
    entry.corrects ?? null,
    entry.minutes,
    entry.reason,
    entry.role,
    entry.actorId,
    new Date(entry.occurredAt),
    new Date(entry.recordedAt),
    date(entry.readyFrom),
    date(entry.readyTo),
    next.text?.digest ?? null,
    next.previousHash,
    next.hash,
    entry.notes,
    entry.internalNotes,
    next.record.headers,
    next.record.value,
    isFinal(entry.status) ? new Date(entry.recordedAt) : null,
    next.workMinutes,
    next.eventId,
    entry.fromStatus,
    next.text?.salt ?? null,
    key?.scope ?? null,
    key?.key ?? null,
    key?.requestHash ?? null,
  ];
  const written = await database.ofRestaurant<{ version: number }>(order.restaurantId, {
    name: 'write_change',
    text: writeChange,
    values,
  });
  return written.length === 1;
}

/** Takes an outlived key out of the way of a new request with it. */
export async function forgetExpiredKey(database: Database, { scope, key }: KeyPlace): Promise<void> {
  const statement: Statement = {
    name: 'forget_expired_key',
    text: `DELETE FROM passline.idempotency_keys WHERE scope = $1 AND key = $2 AND created_at <= now() - interval '24 hours'`,
    values: [scope, key],
  };
  await database.asRole(NarrowRole.Jobs, statement);
}

/** Whether a statement was refused since another request with the same key was first. */
export const isKeyTaken = (error: unknown): boolean => violates(error, 'idempotency_keys_pkey');

/** Whether PostgreSQL refused a statement by the named constraint, a unique one or a foreign key. */
export function violates(error: unknown, constraint: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === '23505' || error.code === '23503') &&
    'constraint' in error &&
    error.constraint === constraint
  );
}

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** Remembers a request that changed nothing, such as a status posted twice. @returns false where the key's place is taken */
export async function saveKey(
  database: Database,
  order: StoredOrder,
  key: NewKey,
  now: number,
): Promise<boolean> {
  const statement: Statement = {
    name: 'write_key',
    text: `INSERT INTO passline.idempotency_keys (scope, key, restaurant_id, request_hash, order_id, version, result, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, 'already_applied', $7) ON CONFLICT DO NOTHING RETURNING version`,
    values: [
      key.scope,
      key.key,
      order.restaurantId,
      key.requestHash,
      order.orderId,
      order.version,
      new Date(now),
    ],
  };
  return (await database.ofRestaurant(order.restaurantId, statement)).length === 1;
}
