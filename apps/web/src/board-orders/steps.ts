import type { Order, Session } from '#libs/contracts';
import { allowedStatuses } from '#libs/status-machine';

type Status = Order['status'];
type Role = Session['user']['role'];
type Moving = Pick<Order, 'status' | 'fulfilment' | 'allowed'>;

export interface Step {
  readonly to: Status;
  /** What the button says. */
  readonly verb: string;
  /** Sets the order back or ends it: it is not taken by mistake. */
  readonly isStop: boolean;
}

const verbs: Readonly<Record<Status, string>> = {
  pending: 'Back to new',
  confirmed: 'Accept',
  preparing: 'Start preparing',
  cooking: 'Start cooking',
  ready: 'Mark ready',
  out_for_delivery: 'Hand to driver',
  delivered: 'Delivered',
  served: 'Served',
  completed: 'Close',
  cancelled: 'Cancel the order',
  rejected: 'Decline the order',
  delivery_failed: 'Could not hand over',
};

const stops: readonly Status[] = ['cancelled', 'rejected', 'delivery_failed'];

/** Statuses that need a reason. */
export const needsReason = (to: Status): boolean => stops.includes(to);

const untilReady: Partial<Record<Status, Status>> = {
  pending: 'confirmed',
  confirmed: 'preparing',
  preparing: 'cooking',
  cooking: 'ready',
};

const handOver: Readonly<Record<Order['fulfilment'], Partial<Record<Status, Status>>>> = {
  delivery: {
    ready: 'out_for_delivery',
    out_for_delivery: 'delivered',
    delivery_failed: 'out_for_delivery',
    delivered: 'completed',
  },
  pickup: { ready: 'completed' },
  dine_in: { ready: 'served', served: 'completed' },
};

/** What the server named, or, where it was not asked for this version, the same rules: the server judges again. */
const open = ({ allowed, fulfilment, status }: Moving, role: Role): readonly Status[] =>
  allowed ?? allowedStatuses({ fulfilment, status, role });

function stepTo(to: Status, { status, fulfilment }: Moving, role: Role): Step {
  return { to, verb: verbOf(to, { status, fulfilment }, role), isStop: stops.includes(to) };
}

function verbOf(to: Status, { status, fulfilment }: Moving, role: Role): string {
  if (to === 'completed' && fulfilment === 'pickup') return 'Picked up';
  if (to !== 'out_for_delivery') return verbs[to];
  if (status === 'delivery_failed') return 'Send out again';
  return role === 'courier' ? 'Take it out' : verbs[to];
}

/** The one step forward that this person can take with this order, or null. */
export function forwardStep(order: Moving, role: Role): Step | null {
  const to = untilReady[order.status] ?? handOver[order.fulfilment][order.status];
  return to !== undefined && open(order, role).includes(to) ? stepTo(to, order, role) : null;
}

/** Every step that this person may take with this order besides the one forward, those that stop it last. */
export function otherSteps(order: Moving, role: Role): readonly Step[] {
  const forward = forwardStep(order, role)?.to;
  const steps = open(order, role)
    .filter((to) => to !== forward)
    .map((to) => stepTo(to, order, role));
  return [...steps.filter(({ isStop }) => !isStop), ...steps.filter(({ isStop }) => isStop)];
}
