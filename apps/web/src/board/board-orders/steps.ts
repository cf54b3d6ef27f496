import type { Order, Session } from '#libs/contracts';
import { happyPath } from '#libs/order-model';
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
  scheduled: 'Back to later',
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

/** Who takes orders. */
export const mayPlace = (role: Role): boolean => role !== 'kitchen' && role !== 'courier';

/** Who says how many orders the kitchen takes. */
export const maySetPace = (role: Role): boolean => role !== 'courier';

/** Who says that an order is paid. */
export const mayTakeMoney = (role: Role): boolean => role !== 'kitchen';

/** Statuses that need a reason. */
export const needsReason = (to: Status): boolean => stops.includes(to);

/**
 * Where an order goes next when all goes well; one for later is begun, a hand-over that failed is tried
 * again.
 */
function onward({ fulfilment, status }: Moving): Status | undefined {
  if (status === 'delivery_failed') return 'out_for_delivery';
  if (status === 'scheduled') return 'pending';
  const path = happyPath(fulfilment);
  return path.includes(status) ? path[path.indexOf(status) + 1] : undefined;
}

/**
 * What the server named, or, where it was not asked for this version, the same rules: the server judges
 * again.
 */
const open = ({ allowed, fulfilment, status }: Moving, role: Role): readonly Status[] =>
  allowed ?? allowedStatuses({ fulfilment, status, role });

function stepTo(to: Status, { status, fulfilment }: Moving, role: Role): Step {
  return { to, verb: verbOf(to, { status, fulfilment }, role), isStop: stops.includes(to) };
}

function verbOf(to: Status, { status, fulfilment }: Moving, role: Role): string {
  if (status === 'scheduled' && to === 'pending') return 'Start now';
  if (to === 'completed' && fulfilment === 'pickup') return 'Picked up';
  if (to !== 'out_for_delivery') return verbs[to];
  if (status === 'delivery_failed') return 'Send out again';
  return role === 'courier' ? 'Take it out' : verbs[to];
}

/** Whether this person may take any step with this order, and say something along with it. */
export const hasSteps = (order: Moving, role: Role): boolean => open(order, role).length > 0;

/** The one step forward that this person can take with this order, or null. */
export function forwardStep(order: Moving, role: Role): Step | null {
  const to = onward(order);
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
