import type { Order, Session } from '#libs/contracts';

type Status = Order['status'];
type Role = Session['user']['role'];
export interface ForwardStep {
  readonly to: Status;
  /** What the button says. */
  readonly verb: string;
}

const kitchenSteps: Partial<Record<Status, ForwardStep>> = {
  pending: { to: 'confirmed', verb: 'Accept' },
  confirmed: { to: 'preparing', verb: 'Start preparing' },
  preparing: { to: 'cooking', verb: 'Start cooking' },
  cooking: { to: 'ready', verb: 'Mark ready' },
};

const handOver: Readonly<Record<Order['fulfilment'], Partial<Record<Status, ForwardStep>>>> = {
  delivery: {
    ready: { to: 'out_for_delivery', verb: 'Hand to driver' },
    out_for_delivery: { to: 'delivered', verb: 'Delivered' },
    delivery_failed: { to: 'out_for_delivery', verb: 'Send out again' },
    delivered: { to: 'completed', verb: 'Close' },
  },
  pickup: { ready: { to: 'completed', verb: 'Picked up' } },
  dine_in: { ready: { to: 'served', verb: 'Served' }, served: { to: 'completed', verb: 'Close' } },
};

/** What the kitchen and the couriers may move an order to; everyone else on a board may do all of it. */
const limits: Partial<Record<Role, readonly Status[]>> = {
  kitchen: ['confirmed', 'preparing', 'cooking', 'ready'],
  courier: ['out_for_delivery', 'delivered', 'delivery_failed'],
};

/** The one step forward that this person can take with this order, or null. The server judges it again. */
export function forwardStep({ status, fulfilment }: Pick<Order, 'status' | 'fulfilment'>, role: Role): ForwardStep | null {
  const step = kitchenSteps[status] ?? handOver[fulfilment][status] ?? null;
  const theirs = limits[role];
  return step && theirs && !theirs.includes(step.to) ? null : step;
}
