import type { Snapshot } from '#libs/contracts';
import { isEnded } from './final-statuses.ts';
import { customersPath, happyPath } from './happy-path.ts';
import { NoHistoryError } from './order-model.errors.ts';
import { statusInfo } from './status-info.ts';
import { stepsAlong } from './steps.ts';

/** What the restaurant's own records say of an order; all else of a snapshot follows from it. */
export type RecordedOrder = Pick<
  Snapshot,
  | 'order_id'
  | 'order_number'
  | 'display_number'
  | 'restaurant_name'
  | 'fulfilment'
  | 'estimate'
  | 'scheduled_for'
  | 'accept_by'
  | 'status_history'
  | 'payment'
  | 'items_done'
  | 'items_total'
>;

/**
 * Everything that a screen needs, as of the newest entry of the history.
 * @param order `status_history` complete and oldest first, as its reader may see it
 * @param viewer a customer's way ends where the order has reached them
 * @throws NoHistoryError
 */
export function snapshotFrom(order: RecordedOrder, viewer: 'customer' | 'staff'): Snapshot {
  const { order_id, fulfilment, status_history } = order;
  const newest = status_history.at(-1);
  if (newest === undefined) throw new NoHistoryError(order_id);
  const { status, version, recorded_at: updated_at } = newest;
  const status_info = statusInfo(status, fulfilment);
  const way = viewer === 'staff' ? happyPath(fulfilment) : customersPath(fulfilment);
  const path = way.map((step) => statusInfo(step, fulfilment));
  return {
    order_id,
    order_number: order.order_number,
    display_number: order.display_number,
    restaurant_name: order.restaurant_name,
    fulfilment,
    status,
    order_status: status,
    version,
    updated_at,
    status_info,
    steps: stepsAlong({ path, current: status_info, history: status_history }),
    estimate: order.estimate,
    ...(order.scheduled_for !== undefined && { scheduled_for: order.scheduled_for }),
    ...(order.accept_by !== undefined && { accept_by: order.accept_by }),
    status_history,
    payment: order.payment,
    items_done: order.items_done,
    items_total: order.items_total,
    ended: isEnded(status),
  };
}
