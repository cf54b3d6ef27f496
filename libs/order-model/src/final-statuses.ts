import type { Status } from '#libs/status-machine';

/**
 * Statuses that an order leaves only by a recall: the ends of the machine, written out here so that a screen
 * need not carry the machine. A spec holds the two against each other.
 */
export const finalStatuses: readonly Status[] = ['completed', 'cancelled', 'rejected'];

/** Statuses at which a customer has nothing left to wait for, though staff may still close the order. */
export const customersEnds: readonly Status[] = ['delivered', 'served', ...finalStatuses];

export const isFinal = (status: Status): boolean => finalStatuses.includes(status);

/** Whether the customer's order has ended: a delivery that is delivered has, whoever closes it later. */
export const isEnded = (status: Status): boolean => customersEnds.includes(status);

/** Whether nothing will come of the order: its customer or the restaurant has called it off. */
export const isCalledOff = (status: Status): boolean => status === 'cancelled' || status === 'rejected';
