import { serverClock } from '#libs/tracker';
import { keptCustomer } from '../../account/customer-session/kept-customer.ts';
import { isOpen, type Listing } from './listing.ts';

/** What was last known, of whom, and when (ms). */
interface Kept {
  readonly userId: string;
  readonly listing: Listing;
  readonly heardAt: number;
}

/** Older pages are read anew; a page that is opened offline begins with these. */
const MOST_KEPT = 20;

/** @returns null too for what an earlier release kept, which did not know of open orders further down */
export function recollectListing(userId: string): Omit<Kept, 'userId'> | null {
  const kept = keptCustomer.orders() as Kept | null;
  return kept?.userId === userId && 'openBelow' in kept.listing ? kept : null;
}

/** With whatever is open, however far down. */
export function rememberListing(
  userId: string,
  { orders, openBelow, cursor }: Listing,
  heardAt: number,
): void {
  const kept = orders.slice(0, MOST_KEPT);
  const below = [...orders.slice(MOST_KEPT), ...openBelow].filter((order) =>
    isOpen(order, serverClock.now()),
  );
  keptCustomer.keepOrders({
    userId,
    listing: { orders: kept, openBelow: below, cursor: kept.length < orders.length ? null : cursor },
    heardAt,
  } satisfies Kept);
}
