import { isEnded, isFinal } from '#libs/order-model';
import { type DatabaseAnswerLostError, nothing, type Sql, sql } from '#libs/postgres';
import type { Status } from '#libs/status-machine';
import {
  currentReading,
  type Database,
  isKeyTaken,
  keyAt,
  keyColumns,
  type NewKey,
  settled,
} from '../../../platform/index.ts';
import { contactColumns, emptyContact } from '../model/contact-row.ts';
import { orderColumns } from '../model/order-row.ts';
import type { StoredOrder } from '../model/stored-order.ts';
import type { ChangeRecord } from './change-record.ts';
import { recordOf } from './record-statement.ts';

/**
 * Writes one change as `writeOnce` does, and stands by it where the answer was lost.
 * @param lost the answer to a first try that may have been done
 * @returns false where someone else was first
 * @throws DatabaseAnswerLostError where the database stays away
 */
export function saveChange(
  database: Database,
  order: StoredOrder,
  next: ChangeRecord,
  key: NewKey | undefined,
  lost?: DatabaseAnswerLostError,
): Promise<boolean> {
  const write = (): Promise<boolean> => writeOnce(database, order, next, key);
  const again = async (): Promise<boolean> =>
    (await write().catch(falseWhereKeyIsTaken)) || (await isWritten(database, next));
  return settled(lost === undefined ? write : () => Promise.reject(lost), again);
}

/** A first write that was done has taken the place of its own key. */
function falseWhereKeyIsTaken(error: unknown): false {
  if (isKeyTaken(error)) return false;
  throw error;
}

async function isWritten(database: Database, { row }: ChangeRecord): Promise<boolean> {
  const { restaurantId, orderId, eventId } = row;
  const found = await database.ofRestaurant(
    restaurantId,
    sql`SELECT event_id FROM passline.order_history WHERE order_id = ${orderId} AND event_id = ${eventId}`,
  );
  return found.length === 1;
}

/**
 * Writes one change with its history row, its outgoing event and the caller's key, in one statement that does
 * nothing at all where the order's version is no longer the one that was read, or the key has been used.
 * @returns false where someone else was first
 */
async function writeOnce(
  database: Database,
  { restaurantId, orderId, version, history, items }: StoredOrder,
  next: ChangeRecord,
  key: NewKey | undefined,
): Promise<boolean> {
  const unused = key === undefined ? nothing : sql`AND NOT EXISTS (SELECT ${keyAt(key)})`;
  const written = await database.ofRestaurant(
    restaurantId,
    sql`WITH changed AS (
        UPDATE passline.orders SET ${orderColumns.set({ ...next.amended?.content, ...changedBy(next, history) })}
        WHERE order_id = ${orderId} AND restaurant_id = ${restaurantId} AND version = ${version}
          ${unerased(next, items)} ${unused}
        RETURNING version
      ), ${recordOf(next, key)} ${contactOf(next)}
      SELECT version FROM changed`,
  );
  return written.length === 1;
}

/** What a change makes of an order's row, save what is amended. */
export const changedBy = ({ row, workMinutes, changed }: ChangeRecord, history: StoredOrder['history']) => ({
  status: row.status,
  version: row.version,
  workMinutes,
  piecesAhead: changed.piecesAhead,
  readyFrom: row.readyFrom,
  readyTo: row.readyTo,
  updatedAt: row.recordedAt,
  endedAt: since(isFinal, history, row),
  customerEndedAt: since(isEnded, history, row),
  headHash: row.hash,
});

/**
 * Since when the order is at an end: from the first of the changes that have left it so, whatever was amended
 * afterwards; a recall begins it anew.
 */
function since(
  isOver: (status: Status) => boolean,
  history: StoredOrder['history'],
  { status, recordedAt }: ChangeRecord['row'],
): number | null {
  if (!isOver(status)) return null;
  const waited = history.findLastIndex((change) => !isOver(change.status));
  return history[waited + 1]?.recordedAt ?? recordedAt;
}

/**
 * Lines are written back whole, and a customer's notes in them may be erased without a version of its own:
 * only over lines that are still as they were read.
 */
const unerased = ({ amended }: ChangeRecord, items: StoredOrder['items']): Sql =>
  amended?.content.items === undefined ? nothing : sql`AND items = ${JSON.stringify(items)}::jsonb`;

/** Who ordered and where they live, where an amendment says so. */
function contactOf({ row: { orderId, restaurantId }, amended }: ChangeRecord): Sql {
  const contact = amended?.contact;
  if (!contact) return nothing;
  const added = { ...emptyContact, orderId, restaurantId, ...contact };
  return sql`, contacts AS (
      INSERT INTO passline.order_contacts (${contactColumns.names})
      SELECT ${contactColumns.values(added)} FROM changed
      ON CONFLICT (order_id) DO UPDATE SET ${contactColumns.set(contact)}
    )`;
}

/**
 * Remembers a request that changed nothing, such as a status posted twice.
 * @returns false where the key's place is taken
 */
export async function saveKey(
  database: Database,
  { restaurantId, orderId, version }: StoredOrder,
  key: NewKey,
  createdAt: number,
): Promise<boolean> {
  const row = {
    ...key,
    reading: currentReading,
    restaurantId,
    orderId,
    version,
    result: 'already_applied',
    createdAt,
  };
  const written = await database.ofRestaurant(
    restaurantId,
    sql`INSERT INTO passline.idempotency_keys (${keyColumns.names}) VALUES (${keyColumns.values(row)})
      ON CONFLICT DO NOTHING RETURNING version`,
  );
  return written.length === 1;
}
