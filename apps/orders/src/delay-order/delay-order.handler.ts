import { Injectable } from '@nestjs/common';
import type { Account, DelayOrder } from '#libs/contracts';
import { ProblemError } from '#libs/service-kit';
import { isFinal, Role } from '#libs/status-machine';
import { delayed } from '../order/estimate.ts';
import type { OrderChange } from '../order/order-change.ts';
import { type ChangeOutcome, type ChangeRequest, OrderChanges } from '../order/order-changes.ts';
import { actorOf } from '../order/status-move.ts';
import { newestOf } from '../order/snapshot.ts';
import type { StoredOrder } from '../order/stored-order.ts';

/** Says that an order will be late: the estimate moves, the status does not. */
@Injectable()
export class DelayOrderHandler {
  constructor(private readonly changes: OrderChanges) {}

  /** @throws ProblemError 403 for couriers and customers, 404, 409 for an order that has ended, 412 or 422 */
  handle(request: ChangeRequest, body: DelayOrder): Promise<ChangeOutcome> {
    return this.changes.apply(request, (order, now) => delayedOrder(order, request.caller, body, now));
  }
}

const delayers: readonly Role[] = [Role.Admin, Role.Manager, Role.Cashier, Role.Device, Role.Kitchen];

function delayedOrder(
  order: StoredOrder,
  caller: Account,
  { minutes, reason, notes }: DelayOrder,
  now: number,
): OrderChange {
  const { status, version } = order;
  if (!delayers.includes(caller.role))
    throw new ProblemError('forbidden', `The role "${caller.role}" does not delay orders.`);
  if (isFinal(status)) {
    const facts = { from: status, to: status, allowed: [], version };
    throw new ProblemError(
      'transition_not_allowed',
      `The order is ${status}; there is nothing left to wait for.`,
      facts,
    );
  }
  const { readyFrom, readyTo } = newestOf(order);
  const promised = readyFrom === null || readyTo === null ? null : { from: readyFrom, to: readyTo };
  const window = delayed(promised, minutes);
  const workMinutes = order.workMinutes + minutes;
  return {
    type: 'delayed',
    fromStatus: status,
    status,
    minutes,
    reason,
    notes,
    actor: actorOf(caller),
    occurredAt: now,
    window,
    workMinutes,
  };
}
