import type { Account, DelayOrder } from '#libs/contracts';
import { isFinal } from '#libs/order-model';
import { ProblemError } from '#libs/service-kit';
import { ChangeType, Role, Status } from '#libs/status-machine';
import type { StoredOrder } from '../model/stored-order.ts';
import { actorOf, type ChangeRule, type OrderChange } from './order-change.ts';

const delayers: readonly Role[] = [
  Role.Admin,
  Role.Manager,
  Role.Cashier,
  Role.Device,
  Role.Kitchen,
  Role.System,
];

/**
 * Says that an order will be late: what was promised moves, the status does not. It is work of the kitchen's
 * from then on, save where the kitchen does not have the order yet: then it gets it later.
 */
export class Delay implements ChangeRule {
  constructor(private readonly wish: DelayOrder) {}

  /** @throws ProblemError 403 for a role that delays nothing, 409 for an order that has ended */
  decide(order: StoredOrder, caller: Account, now: number): OrderChange {
    judgeDelay(order, caller);
    const { minutes, reason, notes } = this.wish;
    return {
      type: ChangeType.Delayed,
      fromStatus: order.status,
      status: order.status,
      minutes,
      reason,
      notes,
      actor: actorOf(caller),
      occurredAt: now,
      workMinutes: order.workMinutes + (order.status === Status.Scheduled ? 0 : minutes),
    };
  }
}

/** @throws ProblemError 403 or 409 */
function judgeDelay({ status, version }: StoredOrder, { role }: Account): void {
  if (!delayers.includes(role))
    throw new ProblemError('forbidden', `The role "${role}" does not delay orders.`);
  if (isFinal(status))
    throw new ProblemError(
      'transition_not_allowed',
      `The order is ${status}; there is nothing left to wait for.`,
      { from: status, to: status, allowed: [], version },
    );
}
