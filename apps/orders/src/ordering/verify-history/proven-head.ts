import { sql, type Sql } from '#libs/postgres';
import { type Database, NarrowRole } from '../../platform/index.ts';
import { lifespans, wasUnderWay } from '../order/reading/lifespan.ts';

/** The newest entry that was proven: from it on the history can be verified further. */
export interface ProvenHead {
  /** When it was recorded, in ms. */
  readonly at: number;
  readonly orderId: string;
  readonly version: number;
  /** In hexadecimal digits. */
  readonly hash: string;
}

/** Thrown where a head is not one that `writeHead` wrote. */
export class MalformedHeadError extends Error {
  override readonly name = 'MalformedHeadError';

  constructor(readonly head: string) {
    super(
      `"${head}" is no head: take it as the command printed it, a time, an order, a version and a hash, parted by "/"`,
    );
  }
}

/** Thrown where the entry that was proven last is no longer there as it was: nothing rests on it then. */
export class HeadLostError extends Error {
  override readonly name = 'HeadLostError';

  constructor({ orderId, version }: ProvenHead) {
    super(
      `version ${String(version)} of the order ${orderId}, which was proven last, is not in this history as it was then: verify all of it, without --since`,
    );
  }
}

export const writeHead = ({ at, orderId, version, hash }: ProvenHead): string =>
  [new Date(at).toISOString(), orderId, version, hash].join('/');

const written =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/([1-9]\d{0,8})\/([\da-f]{64})$/;

/** @throws MalformedHeadError */
export function readHead(text: string): ProvenHead {
  const [, time, orderId, version, hash] = written.exec(text.trim()) ?? [];
  const at = Date.parse(time ?? '');
  if (orderId === undefined || hash === undefined || Number.isNaN(at)) throw new MalformedHeadError(text);
  return { at, orderId, version: Number(version), hash };
}

/**
 * The orders of which something was recorded since the head, by their own word or by their history's.
 * @throws HeadLostError
 */
export async function ordersSince(database: Pick<Database, 'asRole'>, head: ProvenHead): Promise<string[]> {
  const [known] = await database.asRole(
    NarrowRole.Verify,
    sql`SELECT FROM passline.order_history WHERE order_id = ${head.orderId} AND version = ${head.version}
      AND hash = ${Buffer.from(head.hash, 'hex')} AND recorded_at = ${new Date(head.at)}`,
  );
  if (known === undefined) throw new HeadLostError(head);
  const rows = await database.asRole<{ id: string }>(NarrowRole.Verify, changedSince(new Date(head.at)));
  return rows.map(({ id }) => id);
}

/**
 * One restaurant after the other, since the indexes of orders begin with it, and one lifespan after the
 * other: `OFFSET` keeps PostgreSQL from joining all orders with all lifespans.
 */
const changedSince = (at: Date): Sql => sql`
  WITH RECURSIVE restaurant (id) AS (
    (SELECT restaurant_id FROM passline.orders ORDER BY restaurant_id LIMIT 1)
    UNION ALL SELECT (SELECT restaurant_id FROM passline.orders WHERE restaurant_id > restaurant.id
      ORDER BY restaurant_id LIMIT 1) FROM restaurant WHERE restaurant.id IS NOT NULL
  )
  SELECT of_one.order_id AS id FROM restaurant, LATERAL (
    SELECT order_id FROM passline.orders
    WHERE restaurant_id = restaurant.id AND ended_at IS NULL AND updated_at >= ${at}
    UNION ALL SELECT order_id FROM passline.orders
    WHERE restaurant_id = restaurant.id AND placed_at >= ${at}
    UNION ALL SELECT order_id FROM ${lifespans}, LATERAL (
      SELECT order_id FROM passline.orders WHERE restaurant_id = restaurant.id AND placed_at < ${at}
        AND ${wasUnderWay(at)}
      OFFSET 0) AS ended
  ) AS of_one
  UNION SELECT order_id FROM passline.order_history WHERE recorded_at >= ${at}
  ORDER BY id`;
