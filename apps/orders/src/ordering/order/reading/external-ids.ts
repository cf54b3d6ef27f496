import { type Sql, sql } from '#libs/postgres';
import type { Database } from '../../../platform/index.ts';
import type { StoredOrder } from '../model/stored-order.ts';

/** For how long after its order's end an external_id is not given again, in ms. */
const resting = 24 * 60 * 60_000;

/**
 * The condition on which an order `o` has an external_id to itself: it has not ended, or did within a day.
 * @param now our clock, in ms
 */
export const usesExternalId = (restaurantId: string | Sql, externalId: string | Sql, now: number): Sql =>
  sql`o.restaurant_id = ${restaurantId} AND o.external_id = ${externalId}
    AND (o.ended_at IS NULL OR o.ended_at > ${new Date(now - resting)})`;

/** The order that has the external_id to itself; null where none has. */
export async function findExternalId(
  database: Database,
  restaurantId: string,
  externalId: string,
  now: number,
): Promise<{ readonly order_id: string } | null> {
  const [row] = await database.ofRestaurant<{ order_id: string }>(
    restaurantId,
    sql`SELECT order_id FROM passline.orders o WHERE ${usesExternalId(restaurantId, externalId, now)}
      ORDER BY placed_at DESC LIMIT 1`,
  );
  return row ?? null;
}

/** The other order that has this one's external_id now, for which it cannot be opened again. */
export async function findSuccessor(
  database: Database,
  { restaurantId, orderId, externalId }: StoredOrder,
): Promise<{ readonly order_id: string } | null> {
  const [row] = await database.ofRestaurant<{ order_id: string }>(
    restaurantId,
    sql`SELECT order_id FROM passline.orders WHERE restaurant_id = ${restaurantId}
      AND external_id = ${externalId} AND ended_at IS NULL AND order_id <> ${orderId}`,
  );
  return row ?? null;
}
