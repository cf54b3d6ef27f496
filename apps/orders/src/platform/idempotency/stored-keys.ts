import { idempotencyKeyLife } from '#libs/contracts';
import { asHex, Columns, inMs, raw, type Sql, sql, violates } from '#libs/postgres';
import type { Database } from '../database/database.ts';
import { NarrowRole } from '../row-level-security/row-level-security.ts';

/** Where to look for a key: digest of caller, method and path, and the key itself. */
export interface KeyPlace {
  /** Within a batch, digest of caller and order. */
  readonly scope: Buffer;
  readonly key: string;
}

/** What is remembered of a request so that its repeat can be answered. */
export interface NewKey extends KeyPlace {
  /** Hexadecimal. */
  readonly requestHash: string;
  /** The hash that the release before made of the request; null where it took none like it. */
  readonly previousHash?: () => string | null;
}

/** As which release a request was read that is hashed; the one before says nothing, which counts as 1. */
export const currentReading = 2;

/** A repeat of a request: what its key did the first time. */
export interface KeyRecord {
  readonly requestHash: string;
  readonly reading: number;
  readonly restaurantId: string;
  readonly orderId: string;
  readonly version: number;
  readonly result: string;
}

/** What a key did: enough to answer its repeat from the history, without keeping the answer. */
type KeyRow = KeyPlace & KeyRecord & { readonly createdAt: number };

export const keyColumns = new Columns<KeyRow>({
  scope: 'scope',
  key: 'key',
  restaurantId: 'restaurant_id',
  requestHash: asHex('request_hash'),
  reading: 'reading',
  orderId: 'order_id',
  version: 'version',
  result: 'result',
  createdAt: inMs('created_at'),
});

const record = keyColumns.without('scope', 'key', 'createdAt').json('k');

/**
 * Whether a request is the one that its key came with at first. A release reads what it takes in a way of its
 * own, by which the hash may be another: what the one before has answered is judged by how that one read it.
 */
export const isSameRequest = (
  { reading, requestHash }: Pick<KeyRecord, 'reading' | 'requestHash'>,
  key: NewKey,
): boolean => requestHash === (reading === currentReading ? key.requestHash : key.previousHash?.());

/** For how long a key is remembered, as SQL. */
export const keyLife = `interval '${idempotencyKeyLife}'`;

/** The KeyRecord at a place, as a SELECT of one JSON value; its row is there for 24 hours. */
export const keyRecordAt = (place: KeyPlace): Sql => sql`SELECT ${record} AS record ${keyAt(place)}`;

/**
 * The KeyRecords at some places, in their order, as a SELECT of one JSON array: null where there is none.
 * Each is looked up by itself: for a join, PostgreSQL may read all keys of a table that it takes for small.
 */
export const keyRecordsAt = (places: readonly (KeyPlace | undefined)[]): Sql => sql`
  SELECT json_agg((
    SELECT ${record} FROM passline.idempotency_keys k
    WHERE k.scope = asked.scope AND k.key = asked.key AND k.created_at > now() - ${raw(keyLife)}
  ) ORDER BY asked.place)
  FROM unnest(
    ${places.map((place) => place?.scope ?? null)}::bytea[], ${places.map((place) => place?.key ?? null)}::text[]
  ) WITH ORDINALITY AS asked (scope, key, place)`;

/** The row at a place, from FROM on. */
export const keyAt = ({ scope, key }: KeyPlace): Sql => sql`
  FROM passline.idempotency_keys k
  WHERE k.scope = ${scope} AND k.key = ${key} AND k.created_at > now() - ${raw(keyLife)}`;

/**
 * The record of a key alone, for requests that name no order; its scope holds the caller, so it is looked for
 * in all restaurants.
 */
export async function readKey(database: Database, place: KeyPlace): Promise<KeyRecord | null> {
  const [row] = await database.asRole<{ record: KeyRecord }>(NarrowRole.Lookup, keyRecordAt(place));
  return row?.record ?? null;
}

/** Takes an outlived key out of the way of a new request with it. */
export async function forgetExpiredKey(database: Database, { scope, key }: KeyPlace): Promise<void> {
  await database.asRole(
    NarrowRole.Jobs,
    sql`DELETE FROM passline.idempotency_keys
      WHERE scope = ${scope} AND key = ${key} AND created_at <= now() - ${raw(keyLife)}`,
  );
}

/** Whether a statement was refused since another request with the same key was first. */
export const isKeyTaken = (error: unknown): boolean => violates(error, 'idempotency_keys_pkey');
