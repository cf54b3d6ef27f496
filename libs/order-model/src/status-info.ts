import type { StatusInfo } from '#libs/contracts';
import type { Fulfilment, Status } from '#libs/status-machine';

/** The colour of each status, and how far the order is (%). */
export const statusLooks: Readonly<Record<Status, Pick<StatusInfo, 'color' | 'progress'>>> = {
  scheduled: { color: 'blue', progress: 5 },
  pending: { color: 'blue', progress: 10 },
  confirmed: { color: 'blue', progress: 20 },
  preparing: { color: 'amber', progress: 40 },
  cooking: { color: 'amber', progress: 60 },
  ready: { color: 'green', progress: 80 },
  out_for_delivery: { color: 'purple', progress: 90 },
  delivered: { color: 'green', progress: 95 },
  served: { color: 'green', progress: 95 },
  completed: { color: 'green', progress: 100 },
  cancelled: { color: 'gray', progress: 0 },
  rejected: { color: 'red', progress: 0 },
  delivery_failed: { color: 'red', progress: 90 },
};

type Words = Pick<StatusInfo, 'label' | 'icon'> & {
  readonly description: string | Readonly<Record<Fulfilment, string>>;
};

const statusWords: Readonly<Record<Status, Words>> = {
  scheduled: {
    label: 'Scheduled',
    icon: '📅',
    description: "Your order is in the restaurant's book for the time you chose.",
  },
  pending: {
    label: 'Received',
    icon: '🕐',
    description: "We've sent your order to the restaurant. They'll confirm it shortly.",
  },
  confirmed: {
    label: 'Confirmed',
    icon: '✅',
    description: 'The restaurant has accepted your order.',
  },
  preparing: {
    label: 'Preparing',
    icon: '📦',
    description: 'The kitchen has started on your order.',
  },
  cooking: {
    label: 'Cooking',
    icon: '👨‍🍳',
    description: 'Your food is being cooked.',
  },
  ready: {
    label: 'Ready',
    icon: '✨',
    description: {
      delivery: 'Packed and waiting for the driver.',
      pickup: 'Ready. Come to the counter with your order number.',
      dine_in: "Ready. It's on its way to your table.",
    },
  },
  out_for_delivery: {
    label: 'On its way',
    icon: '🚚',
    description: 'The driver is on the way to you with your order.',
  },
  delivered: {
    label: 'Delivered',
    icon: '📦',
    description: 'Your order has been handed over. Enjoy your meal.',
  },
  served: {
    label: 'Served',
    icon: '🍽️',
    description: 'Your order is at your table. Enjoy your meal.',
  },
  completed: {
    label: 'Completed',
    icon: '🎉',
    description: {
      delivery: 'Your order is complete. Thank you.',
      pickup: "You've picked up your order. Thank you.",
      dine_in: 'Your order is complete. Thank you for coming.',
    },
  },
  cancelled: {
    label: 'Cancelled',
    icon: '❌',
    description: 'This order was cancelled. Nothing more will happen with it.',
  },
  rejected: {
    label: 'Declined',
    icon: '❌',
    description: "The restaurant can't take this order.",
  },
  delivery_failed: {
    label: 'Delivery failed',
    icon: '⚠️',
    description: "The driver couldn't hand over your order. The restaurant is working on it.",
  },
};

function makeInfo(status: Status, fulfilment: Fulfilment): StatusInfo {
  const { label, icon, description } = statusWords[status];
  const told = typeof description === 'string' ? description : description[fulfilment];
  return Object.freeze({ status, label, description: told, icon, ...statusLooks[status] });
}

type Infos = Readonly<Record<Status, StatusInfo>>;

function infosOf(fulfilment: Fulfilment): Infos {
  const statuses = Object.keys(statusWords) as Status[];
  return Object.fromEntries(statuses.map((status) => [status, makeInfo(status, fulfilment)])) as Infos;
}

/** Made once, and left out of what is bundled for a page that shows the server's words. */
const infos: Readonly<Record<Fulfilment, Infos>> = {
  delivery: /* @__PURE__ */ infosOf('delivery'),
  pickup: /* @__PURE__ */ infosOf('pickup'),
  dine_in: /* @__PURE__ */ infosOf('dine_in'),
};

/**
 * How this status of this kind of order is shown, in English, to be translated by `status`; `progress` in
 * percent. Always the same frozen object, since every event and snapshot carries one.
 */
export const statusInfo = (status: Status, fulfilment: Fulfilment): StatusInfo => infos[fulfilment][status];
