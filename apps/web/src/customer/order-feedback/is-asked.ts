import type { Snapshot } from '#libs/contracts';
import type { Fulfilment, Status } from '#libs/status-machine';

/** From where on a customer can say how it was. A pickup may never be closed. */
const askedAt: Readonly<Record<Fulfilment, readonly Status[]>> = {
  pickup: ['ready', 'completed'],
  dine_in: ['served', 'completed'],
  delivery: ['delivered', 'completed'],
};

/** Whether this order's customer is asked how it was. */
export const isAsked = ({ status, fulfilment }: Pick<Snapshot, 'status' | 'fulfilment'>): boolean =>
  askedAt[fulfilment].includes(status);
