import { deliveryMachine } from './delivery.machine.ts';
import { dineInMachine } from './dine-in.machine.ts';
import type { Fulfilment } from './fulfilment.ts';
import type { orderMachine } from './order.machine.ts';
import { pickupMachine } from './pickup.machine.ts';

/** Stored with every order, so that a later change of the rules can tell by which ones an order has lived. */
export const workflowVersion = 2;

export type OrderMachine = ReturnType<typeof orderMachine>;

/** The machine of each kind of order. */
export const machines: Readonly<Record<Fulfilment, OrderMachine>> = {
  delivery: deliveryMachine,
  pickup: pickupMachine,
  dine_in: dineInMachine,
};
