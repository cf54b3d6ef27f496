import type { Account, Reason } from '#libs/contracts';
import { standingChanges } from '#libs/order-model';
import { invalidRequest, ProblemError } from '#libs/service-kit';
import { ChangeType, mayMove, nextStatus, Status, statuses } from '#libs/status-machine';
import { judged, unknownStatus } from '../model/order-problems.ts';
import type { StoredOrder } from '../model/stored-order.ts';
import { actorOf, type ChangeRule, type OrderChange } from './order-change.ts';

/** A request's wish, as it was sent. */
export interface StatusWish {
  readonly status: string;
  readonly reason?: Reason | undefined;
  readonly notes?: string | undefined;
  readonly internal_notes?: string | undefined;
  /** By the clock of the one who sent it. */
  readonly occurred_at?: string | undefined;
}

const withReason: ReadonlySet<Status> = new Set([Status.Cancelled, Status.Rejected, Status.DeliveryFailed]);

/**
 * Tills' clocks are wrong in either direction: nothing happened before the change that it follows on, or
 * later than now.
 */
function believed(occurredAt: number, { history }: StoredOrder, now: number): number {
  const earliest = standingChanges(history).at(-1)?.occurredAt ?? 0;
  return Math.max(earliest, Math.min(occurredAt, now));
}

/** Moves an order to a status: one that exists, with its reason where one is required. */
export class StatusMove implements ChangeRule {
  readonly #to: Status;
  /** In ms; undefined where nobody said when. */
  readonly occurredAt: number | undefined;

  /**
   * @param path where the wish stands in the request, for the error's path
   * @throws ProblemError 400 `unknown_status`, or `invalid_request` where a reason is required and missing
   */
  constructor(
    private readonly wish: StatusWish,
    path: readonly (string | number)[] = [],
  ) {
    const to = statuses.find((status) => status === wish.status);
    if (to === undefined) throw unknownStatus(wish.status, [...path, 'status']);
    if (withReason.has(to) && wish.reason === undefined)
      throw invalidRequest([{ path: [...path, 'reason'], message: `is required for "${to}"` }]);
    this.#to = to;
    this.occurredAt = wish.occurred_at === undefined ? undefined : Date.parse(wish.occurred_at);
  }

  /** @throws ProblemError 403 or 409 where role or machine refuse */
  decide(order: StoredOrder, caller: Account, now: number): OrderChange | null {
    if (this.isDone(order, caller)) return null;
    const { fulfilment, status: from, workMinutes } = order;
    const { role } = caller;
    const status = judged(order.version, () => nextStatus({ fulfilment, status: from, role, to: this.#to }));
    const occurredAt = believed(this.occurredAt ?? now, order, now);
    const { reason, notes, internal_notes: internalNotes } = this.wish;
    return {
      type: ChangeType.StatusChanged,
      fromStatus: from,
      status,
      reason,
      notes,
      internalNotes,
      actor: actorOf(caller),
      occurredAt,
      workMinutes,
    };
  }

  /**
   * Whether the order has the status already; the role is judged here too, as a repeat tells whoever asks
   * that it is so.
   * @throws ProblemError 403 for a role that never moves an order there
   */
  isDone(order: StoredOrder, { role }: Account): boolean {
    if (order.status !== this.#to) return false;
    if (!mayMove({ role, to: this.#to }))
      throw new ProblemError('forbidden', `The role "${role}" does not move an order to "${this.#to}".`);
    return true;
  }
}
