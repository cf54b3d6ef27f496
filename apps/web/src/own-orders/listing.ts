import type { OrderHistoryPage, OrderWithHistory, Snapshot } from '#libs/contracts';
import { isFinal } from '#libs/tracker';

/** What is known of a customer's orders, newest first; `cursor` leads to older ones, null where there are none. */
export interface Listing {
  readonly orders: readonly OrderWithHistory[];
  readonly cursor: string | null;
}

/** Handed over but never closed by the restaurant: after this long, in ms, it counts as over. */
const HANDED_OVER_MS = 60 * 60_000;
const handedOver: ReadonlySet<string> = new Set(['delivered', 'served']);

/** Whether there is something left to wait for. @param now in ms */
export const isOpen = ({ status, updated_at }: Pick<OrderWithHistory, 'status' | 'updated_at'>, now: number): boolean =>
  !isFinal(status) && !(handedOver.has(status) && now - Date.parse(updated_at) > HANDED_OVER_MS);

export const listingOf = ({ orders, next_cursor }: OrderHistoryPage): Listing => ({ orders, cursor: next_cursor });

/** With the newest page read anew; older ones that are known stay, save where the page does not reach down to them. */
export function withLatest(known: Listing, page: OrderHistoryPage): Listing {
  const read = new Set(page.orders.map(({ order_id }) => order_id));
  const reachesDown = page.next_cursor === null || known.orders.some(({ order_id }) => read.has(order_id));
  if (!reachesDown) return listingOf(page);
  const last = page.orders.at(-1);
  const older = last ? known.orders.filter((order) => isBelow(order, last)) : [];
  return { orders: [...page.orders.map((order) => newest(order, known)), ...older], cursor: older.length > 0 ? known.cursor : page.next_cursor };
}

export function withOlder(known: Listing, page: OrderHistoryPage): Listing {
  const ids = new Set(known.orders.map(({ order_id }) => order_id));
  return { orders: [...known.orders, ...page.orders.filter(({ order_id }) => !ids.has(order_id))], cursor: page.next_cursor };
}

/** As a tracker or the answer to a change has it; what is older than what is known is dropped. */
export function withSnapshot(known: Listing, snapshot: Snapshot): Listing {
  const { order_id, version, status, order_status, status_info, updated_at, status_history } = snapshot;
  const news = { version, status, order_status, status_info, updated_at, status_history };
  return { ...known, orders: known.orders.map((order) => (order.order_id === order_id && order.version < version ? { ...order, ...news } : order)) };
}

/** The pages are sorted by when an order was placed, then by id. */
const isBelow = (order: OrderWithHistory, other: OrderWithHistory): boolean =>
  order.placed_at < other.placed_at || (order.placed_at === other.placed_at && order.order_id < other.order_id);

/** A page may have been on its way while a tracker heard of a change. */
function newest(read: OrderWithHistory, { orders }: Listing): OrderWithHistory {
  const known = orders.find(({ order_id }) => order_id === read.order_id);
  return known && known.version > read.version ? known : read;
}
