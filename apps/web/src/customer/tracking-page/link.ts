import { trackingTokenIn } from '#libs/order-model';
import { orderIdOfToken } from '#libs/tracker';

/** A link that names an order; whether the order is there is for the server to say. */
export interface OrderLink {
  readonly token: string;
  readonly orderId: string;
}

/** What a browser was led here by: nothing, something that is no tracking link, or one. */
export type Lead = OrderLink | 'none' | 'broken';

/**
 * The token stands behind `#`, which a browser never sends. What comes after it was put there by someone who
 * took the link for one without `#`, or for a longer one.
 */
export function leadIn(hash: string): Lead {
  const token = tokenIn(hash);
  return token === '' ? 'none' : linkOf(token);
}

const tokenIn = (hash: string): string =>
  trackingTokenIn(hash.slice(1)) ?? hash.slice(1).split(/[?&]/)[0] ?? '';

export function linkOf(token: string): OrderLink | 'broken' {
  const orderId = orderIdOfToken(token);
  return orderId === null ? 'broken' : { token, orderId };
}

/**
 * Takes out of the address bar whatever others put into the link on the way, such as a payment provider its
 * `payment_intent`: it is theirs, and is neither kept nor passed on.
 */
export function cleanAddress(): void {
  const token = tokenIn(location.hash);
  const hash = token === '' ? '' : `#${token}`;
  if (location.search !== '' || location.hash !== hash)
    history.replaceState(history.state, '', location.pathname + hash);
}
