import { Injectable } from '@nestjs/common';
import { type CancelOrder, Reason } from '#libs/contracts';
import { Status } from '#libs/status-machine';
import type { ChangeOutcome, ChangeRequest } from '../order/writing/change-request.ts';
import { OrderChanges } from '../order/writing/order-changes.ts';
import { StatusMove } from '../order/writing/status-move.ts';

/** Stops an order. A customer needs to give no reason for an own one. */
@Injectable()
export class CancelOrderHandler {
  constructor(private readonly changes: OrderChanges) {}

  /** @throws ProblemError 400 without a reason where one is due, 403, 404, 409, 412 or 422 */
  async handle(request: ChangeRequest<CancelOrder>): Promise<ChangeOutcome> {
    const { caller, body } = request;
    const reason = body.reason ?? (caller.kind === 'customer' ? Reason.Customer : undefined);
    return this.changes.apply(request, new StatusMove({ ...body, status: Status.Cancelled, reason }));
  }
}
