import type { Order } from '#libs/contracts';
import { statusInfo } from '#libs/order-model';
import type { KeptChanges } from './kept-changes.ts';

/** From here on nothing is promised any more. */
const READY_PROGRESS = 80;

/** An order as the board shows it: what waits to be sent counts as done. */
export function asShown(order: Order, kept: KeptChanges): Order {
  const [status, minutes] = [kept.statusOf(order), kept.delayOf(order.order_id)];
  const moved = status === order.status ? order : movedTo(order, status);
  const payment = kept.paymentOf(order);
  const shown = payment === order.payment ? moved : { ...moved, payment };
  return minutes === 0 ? shown : { ...shown, estimate: later(shown.estimate, minutes) };
}

/** Where it is going is not yet where it is: what the server said of it holds no more. */
function movedTo(order: Order, status: Order['status']): Order {
  const status_info = statusInfo(status, order.fulfilment);
  const estimate = status_info.progress < READY_PROGRESS ? order.estimate : null;
  return {
    ...order,
    status,
    order_status: status,
    status_info,
    estimate,
    allowed: undefined,
    recallable: undefined,
  };
}

function later(estimate: Order['estimate'], minutes: number): Order['estimate'] {
  const shifted = (at: string): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();
  return estimate && { ready_from: shifted(estimate.ready_from), ready_to: shifted(estimate.ready_to) };
}
