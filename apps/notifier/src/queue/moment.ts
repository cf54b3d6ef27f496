import { Fulfilment, Status } from '#libs/status-machine';

/** Told of whatever kind of order reaches them. */
const alwaysNotified: ReadonlySet<Status> = new Set([
  Status.Confirmed,
  Status.OutForDelivery,
  Status.Delivered,
  Status.Served,
  Status.Cancelled,
  Status.Rejected,
  Status.DeliveryFailed,
]);

/**
 * Whether a customer gets a message when an order of this kind reaches this status. Nobody can act on a
 * delivery that is ready; the end of an order is told where the customer takes the food.
 */
export function isNotified(status: Status, fulfilment: Fulfilment): boolean {
  if (status === Status.Ready) return fulfilment !== Fulfilment.Delivery;
  return alwaysNotified.has(status) || (status === Status.Completed && fulfilment === Fulfilment.Pickup);
}

/**
 * Whether a customer may have got a message of it, which a recall then corrects: the release before told of a
 * delivery that was ready, too. Whether they did is asked when the correction leaves.
 */
export const mayHaveBeenNotified = (status: Status, fulfilment: Fulfilment): boolean =>
  status === Status.Ready || isNotified(status, fulfilment);

const minute = 60_000;
/** What is about the next minutes is of no use after an hour; all else is still worth knowing after two. */
const shortLived: ReadonlySet<Status> = new Set([Status.Ready, Status.OutForDelivery]);

/** How long after it was due a message is still worth sending, in milliseconds. */
export function worthSendingFor(moment: Status): number {
  return (shortLived.has(moment) ? 60 : 120) * minute;
}
