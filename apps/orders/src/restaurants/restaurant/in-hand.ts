import type { NewItem } from '#libs/contracts';
import { piecesOf } from '#libs/order-model';
import { type Sql, sql } from '#libs/postgres';
import { Status } from '#libs/status-machine';

const inHand: readonly Status[] = [Status.Confirmed, Status.Preparing, Status.Cooking];

/** Whether cooks have an order of that status: it is accepted, and not ready yet. */
export const isInHand = (status: Status): boolean => inHand.includes(status);

/** An order as far as it fills the hands of cooks. */
export interface KitchenOrder {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly status: Status;
  readonly items: readonly Pick<NewItem, 'quantity'>[];
}

/** By order, how many of its pieces cooks have in hand. */
export type PiecesInHand = Map<string, number>;

export function noteOrder(pieces: PiecesInHand, { orderId, status, items }: KitchenOrder): void {
  if (isInHand(status))
    pieces.set(
      orderId,
      items.reduce((sum, item) => sum + piecesOf(item), 0),
    );
  else pieces.delete(orderId);
}

/** No kitchen is fuller than this in a way that tells anything. */
const fullest = 10_000;

export function piecesBeside(pieces: PiecesInHand, orderId: string): number {
  let sum = 0;
  for (const [id, count] of pieces) if (id !== orderId) sum += count;
  return Math.min(sum, fullest);
}

/** More orders are in no cook's hands; they were forgotten on a screen. */
const most = 500;

/**
 * The orders that cooks have in hand, as JSON: `[[order's id, pieces], …]`; what is sold by weight is one
 * piece.
 * @param isWanted looked at once, before any order is
 */
export const ordersInHand = (restaurantId: string, isWanted: Sql): Sql => sql`(
    SELECT coalesce(json_agg(json_build_array(order_id, (
      SELECT coalesce(sum(CASE WHEN quantity = trunc(quantity) THEN quantity ELSE 1 END), 0)
      FROM jsonb_to_recordset(items) AS item (quantity numeric)
    ))), '[]') FROM (
      SELECT order_id, items FROM passline.orders
      WHERE ${isWanted} AND restaurant_id = ${restaurantId} AND ended_at IS NULL AND status = ANY (${inHand})
      LIMIT ${most}
    ) AS accepted
  )`;
