import { Fulfilment } from './fulfilment.ts';
import { byStaff, closesItself, orderMachine } from './order.machine.ts';
import { Status } from './status.ts';

/**
 * With a driver: never delivered before it left, and after a failed hand-over it goes out again or is
 * cancelled.
 */
export const deliveryMachine = orderMachine(Fulfilment.Delivery, {
  ready: byStaff(Status.OutForDelivery, Status.Cancelled),
  out_for_delivery: byStaff(Status.Delivered, Status.DeliveryFailed, Status.Cancelled),
  delivery_failed: byStaff(Status.OutForDelivery, Status.Cancelled),
  delivered: { ...byStaff(Status.Completed), ...closesItself },
});
