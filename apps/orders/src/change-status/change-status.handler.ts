import { Injectable } from '@nestjs/common';
import { type ChangeOutcome, type ChangeRequest, OrderChanges } from '../order/order-changes.ts';
import { isAlready, moveOrder, type StatusMove } from '../order/status-move.ts';

/** Moves an order to a status: read it, ask the rules, save it with its history and its event. */
@Injectable()
export class ChangeStatusHandler {
  constructor(private readonly changes: OrderChanges) {}

  /** @throws ProblemError 403, 404, 409, 412 or 422 */
  handle(request: ChangeRequest, move: StatusMove): Promise<ChangeOutcome> {
    return this.changes.apply(request, (order, now) =>
      isAlready(order, move, request.caller) ? null : moveOrder(order, move, request.caller, now),
    );
  }
}
