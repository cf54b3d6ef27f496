import { Injectable } from '@nestjs/common';
import type { UpdateStatus } from '#libs/contracts';
import type { ChangeOutcome, ChangeRequest } from '../order/writing/change-request.ts';
import { OrderChanges } from '../order/writing/order-changes.ts';
import { StatusMove } from '../order/writing/status-move.ts';

/** Moves an order to a status: asks the rules, and saves it with its history and its event. */
@Injectable()
export class ChangeStatusHandler {
  constructor(private readonly changes: OrderChanges) {}

  /** @throws ProblemError 400, 403, 404, 409, 412 or 422 */
  async handle(request: ChangeRequest<UpdateStatus>): Promise<ChangeOutcome> {
    return this.changes.apply(request, new StatusMove(request.body));
  }
}
