import { Fulfilment } from './fulfilment.ts';
import { byStaff, closesItself, orderMachine } from './order.machine.ts';
import { Status } from './status.ts';

/** At the table: served before it is completed. */
export const dineInMachine = orderMachine(Fulfilment.DineIn, {
  ready: byStaff(Status.Served, Status.Cancelled),
  served: { ...byStaff(Status.Completed), ...closesItself },
});
