import type { HistoryQuery, ListOrdersQuery } from '#libs/contracts';
import { below } from '../database/cursor.ts';
import type { Statement } from '../database/database.ts';

/** An order's place in the list. */
export type Found = { order_id: string; restaurant_id: string; placed_at: Date };

const columns = 'order_id, restaurant_id, placed_at';
const newestFirst = 'ORDER BY placed_at DESC, order_id DESC';
const isBelow = '($1::timestamptz IS NULL OR (placed_at, order_id) < ($1, $2))';

/** Orders of the restaurant in scope; one more than the limit, so that the last page is known. */
export function ordersOfRestaurant({
  status,
  fulfilment,
  external_id,
  updated_after,
  limit,
  cursor,
}: ListOrdersQuery): Statement {
  const isActive = status === 'active';
  return {
    name: isActive ? 'open_orders_of_restaurant' : 'orders_of_restaurant',
    text: `SELECT ${columns} FROM passline.orders WHERE ${isActive ? 'ended_at IS NULL' : 'true'} AND ${isBelow}
             AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR fulfilment = $4)
             AND ($5::text IS NULL OR external_id = $5) AND ($6::timestamptz IS NULL OR updated_at > $6)
           ${newestFirst} LIMIT $7`,
    values: [
      ...below(cursor),
      isActive || status === 'all' ? null : status,
      fulfilment ?? null,
      external_id ?? null,
      updated_after === undefined ? null : new Date(updated_after),
      limit + 1,
    ],
  };
}

/** A customer's own orders, at whichever restaurants. */
export function ordersOfCustomer(customerId: string, { status, limit, cursor }: HistoryQuery): Statement {
  const isActive = status === 'active';
  return {
    name: isActive ? 'open_orders_of_customer' : 'orders_of_customer',
    text: `SELECT ${columns} FROM passline.orders WHERE ${isActive ? 'ended_at IS NULL' : 'true'} AND ${isBelow}
             AND customer_id = $3 ${newestFirst} LIMIT $4`,
    values: [...below(cursor), customerId, limit + 1],
  };
}
