import { Injectable } from '@nestjs/common';
import type { DelayOrder } from '#libs/contracts';
import type { ChangeOutcome, ChangeRequest } from '../order/writing/change-request.ts';
import { Delay } from '../order/writing/delay.ts';
import { OrderChanges } from '../order/writing/order-changes.ts';

/** Says that an order will be late: the estimate moves, the status does not. */
@Injectable()
export class DelayOrderHandler {
  constructor(private readonly changes: OrderChanges) {}

  /** @throws ProblemError 403 for couriers and customers, 404, 409 for an order that has ended, 412 or 422 */
  handle(request: ChangeRequest<DelayOrder>): Promise<ChangeOutcome> {
    return this.changes.apply(request, new Delay(request.body));
  }
}
