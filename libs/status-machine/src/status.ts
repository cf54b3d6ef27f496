/** Every status that an order can have, in the order in which work flows. */
export const Status = {
  /** Taken for later; it becomes `pending` when its time has come. */
  Scheduled: 'scheduled',
  Pending: 'pending',
  Confirmed: 'confirmed',
  Preparing: 'preparing',
  Cooking: 'cooking',
  Ready: 'ready',
  OutForDelivery: 'out_for_delivery',
  Delivered: 'delivered',
  Served: 'served',
  Completed: 'completed',
  Cancelled: 'cancelled',
  Rejected: 'rejected',
  DeliveryFailed: 'delivery_failed',
} as const;
export type Status = (typeof Status)[keyof typeof Status];

export const statuses: readonly Status[] = Object.values(Status);
