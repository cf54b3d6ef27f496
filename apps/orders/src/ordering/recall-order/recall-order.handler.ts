import { Inject, Injectable } from '@nestjs/common';
import type { Account, RecallOrder } from '#libs/contracts';
import { standingChanges } from '#libs/order-model';
import { ChangeType, planRecall, Status } from '#libs/status-machine';
import { actorOf, type ChangeRule, type OrderChange } from '../order/writing/order-change.ts';
import type { ChangeOutcome, ChangeRequest } from '../order/writing/change-request.ts';
import { OrderChanges } from '../order/writing/order-changes.ts';
import { delayInKitchen } from '../order/writing/promise.ts';
import { judged } from '../order/model/order-problems.ts';
import { RECALL_WINDOW } from '../order/model/recall-window.ts';
import type { StoredOrder } from '../order/model/stored-order.ts';

/** Undoes the latest status change that still stands, by a new one that says which; nothing is erased. */
@Injectable()
export class RecallOrderHandler {
  constructor(
    private readonly changes: OrderChanges,
    @Inject(RECALL_WINDOW) private readonly windowMs: number,
  ) {}

  /** @throws ProblemError 403, 404, 409 `recall_not_possible`, 412 or 422 */
  handle(request: ChangeRequest<RecallOrder>): Promise<ChangeOutcome> {
    return this.changes.apply(request, new Recall(request.body, this.windowMs));
  }
}

class Recall implements ChangeRule {
  /** Rare, and judged by when each change was recorded. */
  readonly needsFreshRead = true;

  constructor(
    private readonly body: RecallOrder,
    private readonly windowMs: number,
  ) {}

  decide({ version, history, workMinutes }: StoredOrder, caller: Account, now: number): OrderChange {
    const plan = judged(version, () =>
      planRecall({ standing: standingChanges(history), role: caller.role, now, windowMs: this.windowMs }),
    );
    return {
      type: ChangeType.Recalled,
      fromStatus: plan.from,
      status: plan.status,
      corrects: plan.corrects,
      reason: this.body.reason,
      notes: this.body.notes,
      actor: actorOf(caller),
      occurredAt: now,
      // What it was delayed by is waited for before the kitchen has it again.
      workMinutes: plan.status === Status.Scheduled ? workMinutes - delayInKitchen(history) : workMinutes,
    };
  }
}
