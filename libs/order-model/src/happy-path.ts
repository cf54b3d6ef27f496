import type { Fulfilment, Status } from '#libs/status-machine';

const untilReady = ['pending', 'confirmed', 'preparing', 'cooking', 'ready'] as const;

const paths: Readonly<Record<Fulfilment, readonly Status[]>> = {
  delivery: Object.freeze([...untilReady, 'out_for_delivery', 'delivered', 'completed'] as const),
  pickup: Object.freeze([...untilReady, 'completed'] as const),
  dine_in: Object.freeze([...untilReady, 'served', 'completed'] as const),
};

/**
 * The way that an order of this kind takes when nothing is skipped and nothing goes wrong, from `pending` to
 * `completed`.
 */
export const happyPath = (fulfilment: Fulfilment): readonly Status[] => paths[fulfilment];

/** The way as a customer sees it: what has reached them is not to be completed any more. */
export const customersPath = (fulfilment: Fulfilment): readonly Status[] =>
  fulfilment === 'pickup' ? paths.pickup : paths[fulfilment].slice(0, -1);

/** Statuses that stand beside every happy path, or before it. */
export const besideThePath: readonly Status[] = ['scheduled', 'cancelled', 'rejected', 'delivery_failed'];
