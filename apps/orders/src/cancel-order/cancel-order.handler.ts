import { Injectable } from '@nestjs/common';
import { type CancelOrder, Reason } from '#libs/contracts';
import { Status } from '#libs/status-machine';
import { type ChangeOutcome, type ChangeRequest, OrderChanges } from '../order/order-changes.ts';
import { isAlready, moveOrder, statusMove } from '../order/status-move.ts';

/** Stops an order. A customer needs to give no reason for an own one. */
@Injectable()
export class CancelOrderHandler {
  constructor(private readonly changes: OrderChanges) {}

  /** @throws ProblemError 400 without a reason where one is due, 403, 404, 409, 412 or 422 */
  handle(request: ChangeRequest, { reason, notes }: CancelOrder): Promise<ChangeOutcome> {
    const { caller } = request;
    const given = reason ?? (caller.kind === 'customer' ? Reason.Customer : undefined);
    const move = statusMove({ status: Status.Cancelled, reason: given, notes });
    return this.changes.apply(request, (order, now) =>
      isAlready(order, move, caller) ? null : moveOrder(order, move, caller, now),
    );
  }
}
