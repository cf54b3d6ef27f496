import type { Caller } from '#libs/contracts';

/** Whose order it is: what the right to read it is judged by. */
export interface Ownership {
  readonly order_id: string;
  readonly restaurant_id: string;
  readonly customer_id: string | null;
}

/** `hidden` looks exactly like an order that does not exist. */
export type ReadVerdict = 'allowed' | 'forbidden' | 'hidden';

/**
 * Who may read the status of an order may follow it: its restaurant's staff and devices, its customer, and
 * the holder of its link. Another customer of the same restaurant is told so; everyone else cannot tell it
 * from an order that does not exist.
 */
export function readVerdict(caller: Caller, order: Ownership): ReadVerdict {
  switch (caller.kind) {
    case 'guest':
      return caller.order_id === order.order_id ? 'allowed' : 'hidden';
    case 'customer':
      if (caller.id === order.customer_id) return 'allowed';
      return caller.restaurant_id === order.restaurant_id ? 'forbidden' : 'hidden';
    case 'staff':
    case 'device':
    case 'system':
      return caller.restaurant_id === order.restaurant_id ? 'allowed' : 'hidden';
  }
}
