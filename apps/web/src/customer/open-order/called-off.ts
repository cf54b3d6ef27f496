import type { Order } from '#libs/contracts';

/** Whether nothing will come of an order: its customer or the restaurant has called it off. */
export const isCalledOff = (status: Order['status']): boolean =>
  status === 'cancelled' || status === 'rejected';
