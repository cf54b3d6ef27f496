import { Fulfilment, Status } from '#libs/status-machine';

/** Moments that everybody is told of; the end of an order is told where the customer takes the food. */
const alwaysTold: ReadonlySet<Status> = new Set([
  Status.Confirmed,
  Status.Ready,
  Status.OutForDelivery,
  Status.Delivered,
  Status.Served,
  Status.Cancelled,
  Status.Rejected,
  Status.DeliveryFailed,
]);

/** Whether a customer gets a message when an order of this kind reaches this status. */
export function isTold(status: Status, fulfilment: Fulfilment): boolean {
  return alwaysTold.has(status) || (status === Status.Completed && fulfilment === Fulfilment.Pickup);
}

const minute = 60_000;
/** What is about the next minutes is of no use after an hour; all else is still worth knowing after two. */
const shortLived: ReadonlySet<Status> = new Set([Status.Ready, Status.OutForDelivery]);

/** How long after it was due a message is still worth sending, in milliseconds. */
export function worthSendingFor(moment: Status): number {
  return (shortLived.has(moment) ? 60 : 120) * minute;
}
