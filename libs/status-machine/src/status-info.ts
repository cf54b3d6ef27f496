import { type Fulfilment, fulfilments } from './fulfilment.ts';
import { type Status, statuses } from './status.ts';
import { tableOf } from './table.ts';

export type StatusColor = 'blue' | 'amber' | 'green' | 'purple' | 'red' | 'gray';

/** How a status is shown to the customer; `progress` in percent, all words in English, to be translated by `status`. */
export type StatusInfo = {
  readonly status: Status;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly color: StatusColor;
  readonly progress: number;
};

type Words = string | Readonly<Record<Fulfilment, string>>;
type Look = Omit<StatusInfo, 'status' | 'description'> & { readonly description: Words };

const looks: Readonly<Record<Status, Look>> = {
  pending: {
    label: 'Received',
    icon: '📝',
    color: 'blue',
    progress: 10,
    description: "We've sent your order to the restaurant. They'll confirm it shortly.",
  },
  confirmed: {
    label: 'Confirmed',
    icon: '✅',
    color: 'blue',
    progress: 20,
    description: 'The restaurant has accepted your order.',
  },
  preparing: {
    label: 'Preparing',
    icon: '🔪',
    color: 'amber',
    progress: 40,
    description: 'The kitchen has started on your order.',
  },
  cooking: {
    label: 'Cooking',
    icon: '👨‍🍳',
    color: 'amber',
    progress: 60,
    description: 'Your food is being cooked.',
  },
  ready: {
    label: 'Ready',
    icon: '🔔',
    color: 'green',
    progress: 80,
    description: {
      delivery: 'Packed and waiting for the driver.',
      pickup: 'Ready. Come to the counter with your order number.',
      dine_in: "Ready. It's on its way to your table.",
    },
  },
  out_for_delivery: {
    label: 'On its way',
    icon: '🛵',
    color: 'purple',
    progress: 90,
    description: 'The driver is on the way to you with your order.',
  },
  delivered: {
    label: 'Delivered',
    icon: '📦',
    color: 'green',
    progress: 95,
    description: 'Your order has been handed over. Enjoy your meal.',
  },
  served: {
    label: 'Served',
    icon: '🍽️',
    color: 'green',
    progress: 95,
    description: 'Your order is at your table. Enjoy your meal.',
  },
  completed: {
    label: 'Completed',
    icon: '🎉',
    color: 'green',
    progress: 100,
    description: {
      delivery: 'Your order is complete. Thank you.',
      pickup: "You've picked up your order. Thank you.",
      dine_in: 'Your order is complete. Thank you for coming.',
    },
  },
  cancelled: {
    label: 'Cancelled',
    icon: '🚫',
    color: 'gray',
    progress: 0,
    description: 'This order was cancelled. Nothing more will happen with it.',
  },
  rejected: {
    label: 'Declined',
    icon: '❌',
    color: 'red',
    progress: 0,
    description: "The restaurant can't take this order.",
  },
  delivery_failed: {
    label: 'Delivery failed',
    icon: '⚠️',
    color: 'red',
    progress: 90,
    description: "The driver couldn't hand over your order. The restaurant is working on it.",
  },
};

const makeInfo = (status: Status, fulfilment: Fulfilment): StatusInfo => {
  const { description, ...look } = looks[status];
  return Object.freeze({
    status,
    ...look,
    description: typeof description === 'string' ? description : description[fulfilment],
  });
};

const infos = tableOf(fulfilments, (fulfilment) =>
  tableOf(statuses, (status) => makeInfo(status, fulfilment)),
);

/** How this status of this kind of order is shown; always the same frozen object, since every event and snapshot carries one. */
export const statusInfo = (status: Status, fulfilment: Fulfilment): StatusInfo => infos[fulfilment][status];
