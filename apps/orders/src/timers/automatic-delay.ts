import { type Account, delaySchema } from '#libs/contracts';
import { Basis, minute } from '#libs/estimate';
import { ProblemError } from '#libs/service-kit';
import { ChangeType, Role } from '#libs/status-machine';
import {
  type ChangeRule,
  Delay,
  type OrderChange,
  standingPromise,
  type StoredOrder,
} from '../ordering/index.ts';

/** An order is late by so many minutes, or a multiple of them. */
const step = 5;
/** Nobody is told of more: such an order was forgotten on a screen, or the service was away. */
const longest = delaySchema.shape.minutes.maxValue ?? Infinity;
/** So often in a row, while nobody touches the order: after that the call that screens offer is better. */
const mostInARow = 3;

/** Tells the customer that it takes longer, where nobody has. */
export class AutomaticDelay implements ChangeRule {
  /** @throws ProblemError 409 where there is nothing to tell, or it was told often enough */
  decide(order: StoredOrder, caller: Account, now: number): OrderChange {
    const minutes = minutesToTell(order, now);
    if (minutes === null || toldInARow(order) >= mostInARow)
      throw new ProblemError('transition_not_allowed', 'Nobody is told of this delay.');
    return new Delay({ minutes, reason: 'busy' }).decide(order, caller, now);
  }
}

/**
 * By how much an order is late: so much that what is promised ends later than now and, where that was
 * learned, as much as the learned window is wide, since it says how uncertain the kitchen is.
 * @returns in minutes; null where nothing is promised, or it is later than anybody is told
 */
export function minutesToTell(order: Pick<StoredOrder, 'history'>, now: number): number | null {
  const { ready, arrival, basis } = standingPromise(order);
  const window = ready ?? arrival;
  if (window === null) return null;
  const late = Math.floor((now - window.to) / minute) + 1;
  const width = basis === Basis.Learned ? (window.to - window.from) / minute : 0;
  const minutes = Math.ceil(Math.max(step, late, width) / step) * step;
  return minutes > longest ? null : minutes;
}

/** How many delays the order's history ends with that nobody but us has told of. */
function toldInARow({ history }: StoredOrder): number {
  const since = history.findLastIndex(
    ({ type, role }) => type !== ChangeType.Delayed || role !== Role.System,
  );
  return history.length - 1 - since;
}
