import { Fulfilment } from './fulfilment.ts';
import { byStaff, orderMachine } from './order.machine.ts';
import { Status } from './status.ts';

/** Over the counter: the hand-over is what completes the order. */
export const pickupMachine = orderMachine(Fulfilment.Pickup, {
  ready: byStaff(Status.Completed, Status.Cancelled),
});
