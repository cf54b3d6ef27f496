import { Inject, Injectable } from '@nestjs/common';
import type { Account, RecallOrder } from '#libs/contracts';
import { planRecall } from '#libs/status-machine';
import { readyWindow } from '../order/estimate.ts';
import type { OrderChange } from '../order/order-change.ts';
import { type ChangeOutcome, type ChangeRequest, OrderChanges } from '../order/order-changes.ts';
import { judged } from '../order/order-problems.ts';
import { RECALL_WINDOW } from '../order/recall-window.ts';
import { actorOf } from '../order/status-move.ts';
import type { StoredOrder } from '../order/stored-order.ts';

/** Undoes the latest status change that still stands, by a new entry that says which one; nothing is erased. */
@Injectable()
export class RecallOrderHandler {
  constructor(
    private readonly changes: OrderChanges,
    @Inject(RECALL_WINDOW) private readonly windowMs: number,
  ) {}

  /** @throws ProblemError 403, 404, 409 `recall_not_possible`, 412 or 422 */
  handle(request: ChangeRequest, body: RecallOrder): Promise<ChangeOutcome> {
    return this.changes.applyToRead(request, (order, now) =>
      this.#recalled(order, request.caller, body, now),
    );
  }

  #recalled(order: StoredOrder, caller: Account, { reason, notes }: RecallOrder, now: number): OrderChange {
    const { history, workMinutes } = order;
    const plan = judged(order.version, () =>
      planRecall({ history, role: caller.role, now, windowMs: this.windowMs }),
    );
    return {
      type: 'recalled',
      fromStatus: plan.from,
      status: plan.status,
      corrects: plan.corrects,
      reason,
      notes,
      actor: actorOf(caller),
      occurredAt: now,
      window: readyWindow(plan.status, now, workMinutes),
      workMinutes,
    };
  }
}
