import type { Order } from '#libs/contracts';

export interface Column {
  readonly title: string;
  readonly statuses: readonly Order['status'][];
  readonly empty: string;
}

/** Left to right as work flows. */
export const columns: readonly Column[] = [
  { title: 'New', statuses: ['pending'], empty: 'No new orders' },
  { title: 'Accepted', statuses: ['confirmed'], empty: 'Nothing waits to be started' },
  { title: 'Preparing', statuses: ['preparing'], empty: 'Nothing is being prepared' },
  { title: 'Cooking', statuses: ['cooking'], empty: 'Nothing is on the stove' },
  { title: 'Ready', statuses: ['ready'], empty: 'Nothing waits on the pass' },
  { title: 'With the driver', statuses: ['out_for_delivery', 'delivery_failed'], empty: 'No driver is out' },
  { title: 'Handed over', statuses: ['delivered', 'served'], empty: 'Nothing left to close' },
];

export const kindWords: Readonly<Record<Order['fulfilment'], string>> = { delivery: 'Delivery', pickup: 'Pickup', dine_in: 'Dine-in' };
