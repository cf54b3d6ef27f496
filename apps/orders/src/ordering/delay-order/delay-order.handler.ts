import { Injectable } from '@nestjs/common';
import type { Account, DelayOrder } from '#libs/contracts';
import { isFinal } from '#libs/order-model';
import { ProblemError } from '#libs/service-kit';
import { ChangeType, Role } from '#libs/status-machine';
import { delayed } from '#libs/estimate';
import { actorOf, type ChangeRule, type OrderChange } from '../order/writing/order-change.ts';
import type { ChangeOutcome, ChangeRequest } from '../order/writing/change-request.ts';
import { OrderChanges } from '../order/writing/order-changes.ts';
import { newestOf } from '../order/reading/snapshot.ts';
import type { StoredOrder } from '../order/model/stored-order.ts';

/** Says that an order will be late: the estimate moves, the status does not. */
@Injectable()
export class DelayOrderHandler {
  constructor(private readonly changes: OrderChanges) {}

  /** @throws ProblemError 403 for couriers and customers, 404, 409 for an order that has ended, 412 or 422 */
  handle(request: ChangeRequest<DelayOrder>): Promise<ChangeOutcome> {
    return this.changes.apply(request, new Delay(request.body));
  }
}

const delayers: readonly Role[] = [Role.Admin, Role.Manager, Role.Cashier, Role.Device, Role.Kitchen];

class Delay implements ChangeRule {
  constructor(private readonly body: DelayOrder) {}

  decide(order: StoredOrder, caller: Account, now: number): OrderChange {
    judgeDelay(order, caller);
    const { minutes, reason, notes } = this.body;
    const { readyFrom, readyTo } = newestOf(order);
    const promised = readyFrom === null || readyTo === null ? null : { from: readyFrom, to: readyTo };
    return {
      type: ChangeType.Delayed,
      fromStatus: order.status,
      status: order.status,
      minutes,
      reason,
      notes,
      actor: actorOf(caller),
      occurredAt: now,
      window: delayed(promised, minutes),
      workMinutes: order.workMinutes + minutes,
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
