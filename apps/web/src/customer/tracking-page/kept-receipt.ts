import { browserStorage, forget, forgetOld, recollect } from '#libs/tracker';
import type { Order } from '#libs/contracts';

/** What the page shows of an order beside its status: no name, no address. */
export type Receipt = Pick<Order, 'items' | 'total' | 'restaurant'> &
  Partial<
    Pick<
      Order,
      'adjustments' | 'payment' | 'notes' | 'order_number' | 'display_number' | 'fulfilment' | 'placed_at'
    >
  >;

const UNDER = 'receipt:';

export function keepReceipt(orderId: string, receipt: Receipt): void {
  const { items, total, restaurant, adjustments, payment, notes } = receipt;
  const { order_number, display_number, fulfilment, placed_at } = receipt;
  const [asked, named] = [
    { items, total, restaurant, adjustments, payment, notes },
    { order_number, display_number, fulfilment, placed_at },
  ];
  browserStorage.write(UNDER + orderId, { ...asked, ...named });
}

/** What was ordered, as last heard; for as long as the order's status is kept. */
export function keptReceipt(orderId: string): Receipt | null {
  return recollect(orderId) && (browserStorage.read(UNDER + orderId) as Receipt | null);
}

/** Nothing is left of an order whose link is dead. */
export function forgetOrder(orderId: string): void {
  forget(orderId);
  browserStorage.remove(UNDER + orderId);
}

/** Removes what has outlived its order. */
export function removeExpired(): void {
  forgetOld();
  for (const orderId of browserStorage.namesUnder(UNDER))
    if (recollect(orderId) === null) forgetOrder(orderId);
}
