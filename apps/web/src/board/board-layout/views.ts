import type { Order, Session } from '#libs/contracts';

type Status = Order['status'];

export interface Column {
  readonly title: string;
  readonly statuses: readonly Status[];
  /** Said where there is none. */
  readonly empty: string;
}

export interface View {
  readonly name: ViewName;
  readonly title: string;
  /** Whether it shows what is for later, before all others, where there is any. */
  readonly showsLater: boolean;
  /** Left to right as work flows; what comes into the first one is news. */
  readonly columns: readonly Column[];
  readonly kinds: readonly Order['fulfilment'][];
}

export const viewNames = ['counter', 'kitchen', 'driver'] as const;
export type ViewName = (typeof viewNames)[number];

const incoming: Column = { title: 'New', statuses: ['pending'], empty: 'No new orders' };
/** What is for later, by its time. */
export const laterColumn: Column = { title: 'Later', statuses: ['scheduled'], empty: '' };
const all: readonly Order['fulfilment'][] = ['delivery', 'pickup', 'dine_in'];

export const views: Readonly<Record<ViewName, View>> = {
  counter: {
    name: 'counter',
    title: 'Counter',
    kinds: all,
    showsLater: true,
    columns: [
      incoming,
      {
        title: 'In the kitchen',
        statuses: ['confirmed', 'preparing', 'cooking'],
        empty: 'The kitchen has nothing to do',
      },
      { title: 'Ready', statuses: ['ready'], empty: 'Nothing waits on the pass' },
      {
        title: 'With the driver',
        statuses: ['out_for_delivery', 'delivery_failed'],
        empty: 'No driver is out',
      },
      { title: 'Handed over', statuses: ['delivered', 'served'], empty: 'Nothing left to close' },
    ],
  },
  kitchen: {
    name: 'kitchen',
    title: 'Kitchen',
    kinds: all,
    showsLater: true,
    columns: [
      incoming,
      { title: 'Accepted', statuses: ['confirmed'], empty: 'Nothing waits to be started' },
      { title: 'Preparing', statuses: ['preparing'], empty: 'Nothing is being prepared' },
      { title: 'Cooking', statuses: ['cooking'], empty: 'Nothing is on the stove' },
      { title: 'Ready', statuses: ['ready'], empty: 'Nothing waits on the pass' },
    ],
  },
  driver: {
    name: 'driver',
    title: 'Driver',
    kinds: ['delivery'],
    showsLater: false,
    columns: [
      { title: 'Ready to go', statuses: ['ready'], empty: 'Nothing to take out' },
      { title: 'On the way', statuses: ['out_for_delivery'], empty: 'Nothing is on the way' },
      { title: 'Not handed over', statuses: ['delivery_failed'], empty: 'None came back' },
      { title: 'Delivered', statuses: ['delivered'], empty: 'None delivered yet' },
    ],
  },
};

/** The view that a person of this role opens first. */
export function viewOfRole(role: Session['user']['role']): ViewName {
  if (role === 'kitchen') return 'kitchen';
  return role === 'courier' ? 'driver' : 'counter';
}

export const isViewName = (name: string): name is ViewName => viewNames.some((known) => known === name);

export const kindWords: Readonly<Record<Order['fulfilment'], string>> = {
  delivery: 'Delivery',
  pickup: 'Pickup',
  dine_in: 'Dine-in',
};
