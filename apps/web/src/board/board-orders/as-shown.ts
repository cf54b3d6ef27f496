import type { Estimate, Order } from '#libs/contracts';
import { statusInfo } from '#libs/order-model';
import type { KeptChanges } from './kept-changes.ts';

/** From here on nothing is promised of the food any more. */
const READY_PROGRESS = 80;
/** Until here it is promised when it will be at the door. */
const onTheWay: readonly Order['status'][] = ['ready', 'out_for_delivery'];

/** An order as the board shows it: what waits to be sent counts as done. */
export function asShown(order: Order, kept: KeptChanges): Order {
  const [status, minutes] = [kept.statusOf(order), kept.delayOf(order.order_id)];
  const moved = status === order.status ? order : movedTo(order, status);
  const amended = kept.amendedOf(order.order_id);
  const shown = amended === null ? moved : { ...moved, ...amended };
  return minutes === 0 ? shown : { ...shown, estimate: later(shown.estimate, minutes) };
}

/** Where it is going is not yet where it is: what the server said of it holds no more. */
function movedTo(order: Order, status: Order['status']): Order {
  const status_info = statusInfo(status, order.fulfilment);
  return {
    ...order,
    status,
    order_status: status,
    status_info,
    estimate: promisedIn(status, order),
    accept_by: null,
    attention: undefined,
    allowed: undefined,
    recallable: undefined,
  };
}

function promisedIn(status: Order['status'], { estimate = null, fulfilment }: Order): Estimate {
  // It is promised for its time again.
  if (status === 'scheduled') return null;
  if (statusInfo(status, fulfilment).progress < READY_PROGRESS) return estimate;
  return estimate?.arrives_to && onTheWay.includes(status)
    ? { ...estimate, ready_from: null, ready_to: null }
    : null;
}

function later(estimate: Order['estimate'], minutes: number): Order['estimate'] {
  const shifted = <Time extends string | null | undefined>(at: Time): Time | string =>
    at ? new Date(Date.parse(at) + minutes * 60_000).toISOString() : at;
  if (!estimate) return estimate;
  const { ready_from, ready_to, arrives_from, arrives_to, ...more } = estimate;
  return {
    ...more,
    ready_from: shifted(ready_from),
    ready_to: shifted(ready_to),
    ...(arrives_from &&
      arrives_to && { arrives_from: shifted(arrives_from), arrives_to: shifted(arrives_to) }),
  };
}
