import { isPassing, problemIn, serverClock } from '#libs/tracker';
import type { Order } from '#libs/contracts';

export type OrderAnswer =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'dead' }
  | { readonly kind: 'unreachable' };

/** Reads what was ordered; the token goes in a header, never in an address. */
export async function askOrder(orderId: string, token: string): Promise<OrderAnswer> {
  try {
    const response = await fetch(`/api/v1/online/orders/${orderId}`, {
      headers: { authorization: `Bearer ${token}` },
      cache: 'no-store',
    });
    serverClock.hear(response.headers.get('date'));
    if (response.ok) return { kind: 'order', order: (await response.json()) as Order };
    const problem = problemIn(await response.json());
    return problem && !isPassing(problem) ? { kind: 'dead' } : { kind: 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
}
