import type { Snapshot } from '#libs/contracts';
import type { Fulfilment, Status } from '#libs/status-machine';

/** A pickup may never be closed: from `ready` on it may have been collected. */
const tasted: Readonly<Record<Fulfilment, readonly [Status, ...Status[]]>> = {
  pickup: ['ready', 'completed'],
  dine_in: ['served', 'completed'],
  delivery: ['delivered', 'completed'],
};

/** From where on an order's customer can say how it was. */
export const tastedFrom = (fulfilment: Fulfilment): Status => tasted[fulfilment][0];

/** Whether its customer has the order, and nobody called it off: they can say how it was. */
export const hasTasted = ({ status, fulfilment }: Pick<Snapshot, 'status' | 'fulfilment'>): boolean =>
  tasted[fulfilment].includes(status);
