import type { OrderHistoryPage, OrderWithHistory, Snapshot } from '#libs/contracts';
import { isFinal } from '#libs/order-model';

/**
 * What is known of a customer's orders, newest first; `cursor` leads to older ones, null where there are
 * none.
 */
export interface Listing {
  readonly orders: readonly OrderWithHistory[];
  /** Further down than `orders` reach, yet not over: whoever waits for one need not look for it. */
  readonly openBelow: readonly OrderWithHistory[];
  readonly cursor: string | null;
}

/** Handed over but never closed by the restaurant: after this long, in ms, it counts as over. */
const HANDED_OVER_MS = 60 * 60_000;
const handedOver: ReadonlySet<string> = new Set(['delivered', 'served']);

/** Whether there is something left to wait for. @param now in ms */
export const isOpen = (
  { status, updated_at }: Pick<OrderWithHistory, 'status' | 'updated_at'>,
  now: number,
): boolean => !isFinal(status) && !(handedOver.has(status) && now - Date.parse(updated_at) > HANDED_OVER_MS);

/** @param active all that the restaurant has not closed, where the page is not all there is */
export const listingOf = (page: OrderHistoryPage, active: readonly OrderWithHistory[] = []): Listing =>
  withLatest({ orders: [], openBelow: [], cursor: null }, page, active);

/**
 * With the newest page read anew; older ones that are known stay, save where the page does not reach down to
 * them.
 */
export function withLatest(
  known: Listing,
  page: OrderHistoryPage,
  active: readonly OrderWithHistory[] = [],
): Listing {
  const last = page.orders.at(-1);
  const goesOn = page.next_cursor !== null && reachesDown(known, page);
  const older = last && goesOn ? known.orders.filter((order) => isBelow(order, last)) : [];
  const orders = [...page.orders.map((order) => newest(order, known)), ...older];
  return {
    orders,
    openBelow: openBelow(orders, known, active),
    cursor: older.length > 0 ? known.cursor : page.next_cursor,
  };
}

/** Whether nothing can be missing between the page, which begins with the newest, and what is known. */
export function reachesDown(known: Listing, page: OrderHistoryPage): boolean {
  const read = idsOf(page.orders);
  return page.next_cursor === null || known.orders.some(({ order_id }) => read.has(order_id));
}

/**
 * One that was open and no longer is stays, until the list reaches down to it: its tracker tells how it
 * ended.
 */
function openBelow(
  orders: readonly OrderWithHistory[],
  known: Listing,
  active: readonly OrderWithHistory[],
): readonly OrderWithHistory[] {
  const listed = idsOf(orders);
  const read = idsOf(active);
  const below = [
    ...active.map((order) => newest(order, known)),
    ...known.openBelow.filter(({ order_id }) => !read.has(order_id)),
  ];
  return below
    .filter(({ order_id }) => !listed.has(order_id))
    .toSorted((one, other) => (isBelow(one, other) ? 1 : -1));
}

export function withOlder(known: Listing, page: OrderHistoryPage): Listing {
  const [ids, read] = [idsOf(known.orders), idsOf(page.orders)];
  return {
    orders: [
      ...known.orders,
      ...page.orders.filter(({ order_id }) => !ids.has(order_id)).map((order) => newest(order, known)),
    ],
    openBelow: known.openBelow.filter(({ order_id }) => !read.has(order_id)),
    cursor: page.next_cursor,
  };
}

/** As a tracker or the answer to a change has it; what is older than what is known is dropped. */
export function withSnapshot(known: Listing, snapshot: Snapshot): Listing {
  const { order_id, version, status, order_status, status_info, updated_at, status_history } = snapshot;
  const news = { version, status, order_status, status_info, updated_at, status_history };
  const told = (order: OrderWithHistory): OrderWithHistory =>
    order.order_id === order_id && order.version < version ? { ...order, ...news } : order;
  return { ...known, orders: known.orders.map(told), openBelow: known.openBelow.map(told) };
}

/** The pages are sorted by when an order was placed, then by id. */
const isBelow = (order: OrderWithHistory, other: OrderWithHistory): boolean =>
  order.placed_at < other.placed_at ||
  (order.placed_at === other.placed_at && order.order_id < other.order_id);

/** A page may have been on its way while a tracker heard of a change. */
function newest(read: OrderWithHistory, { orders, openBelow }: Listing): OrderWithHistory {
  const known = [...orders, ...openBelow].find(({ order_id }) => order_id === read.order_id);
  return known && known.version > read.version ? known : read;
}

const idsOf = (orders: readonly OrderWithHistory[]): ReadonlySet<string> =>
  new Set(orders.map(({ order_id }) => order_id));
