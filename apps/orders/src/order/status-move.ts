import type { Account, Reason } from '#libs/contracts';
import { invalidRequest, ProblemError } from '#libs/service-kit';
import { mayMove, nextStatus, Status, statuses } from '#libs/status-machine';
import { readyWindow } from './estimate.ts';
import type { Actor, OrderChange } from './order-change.ts';
import { judged } from './order-problems.ts';
import type { StoredOrder } from './stored-order.ts';

/** A wish to move an order, well formed: the status exists, and has its reason where one is required. */
export interface StatusMove {
  readonly to: Status;
  readonly reason?: Reason | undefined;
  readonly notes?: string | undefined;
  readonly internalNotes?: string | undefined;
  /** By the clock of the one who posted it, in ms. */
  readonly occurredAt?: number | undefined;
}

const withReason: ReadonlySet<Status> = new Set([Status.Cancelled, Status.Rejected, Status.DeliveryFailed]);

interface MoveBody {
  readonly status: string;
  readonly reason?: Reason | undefined;
  readonly notes?: string | undefined;
  readonly internal_notes?: string | undefined;
  readonly occurred_at?: string | undefined;
}

/**
 * @param path where the body stands in the request, for the error's path
 * @throws ProblemError 400 `unknown_status`, or `invalid_request` where a reason is required and missing
 */
export function statusMove(body: MoveBody, path: readonly (string | number)[] = []): StatusMove {
  const to = statuses.find((status) => status === body.status);
  if (to === undefined) throw unknownStatus(body.status, [...path, 'status']);
  if (withReason.has(to) && body.reason === undefined) {
    throw invalidRequest([{ path: [...path, 'reason'], message: `is required for "${to}"` }]);
  }
  const occurredAt = body.occurred_at === undefined ? undefined : Date.parse(body.occurred_at);
  return { to, reason: body.reason, notes: body.notes, internalNotes: body.internal_notes, occurredAt };
}

/** @param path where it stands in the request @param known what may stand there */
export function unknownStatus(
  status: string,
  path: readonly (string | number)[],
  known: readonly string[] = statuses,
): ProblemError {
  const message = `must be one of ${known.join(', ')}`;
  return new ProblemError('unknown_status', `There is no status "${status.slice(0, 64)}".`, {
    errors: [{ path: path.join('.'), message }],
  });
}

/** @throws ProblemError 403 or 409 where role or machine refuse */
export function moveOrder(order: StoredOrder, move: StatusMove, caller: Account, now: number): OrderChange {
  const { fulfilment, status: from, workMinutes } = order;
  const status = judged(order.version, () =>
    nextStatus({ fulfilment, status: from, role: caller.role, to: move.to }),
  );
  const occurredAt = Math.min(move.occurredAt ?? now, now);
  const window = readyWindow(status, occurredAt, workMinutes);
  const { reason, notes, internalNotes } = move;
  return {
    type: 'status_changed',
    fromStatus: from,
    status,
    reason,
    notes,
    internalNotes,
    actor: actorOf(caller),
    occurredAt,
    window,
    workMinutes,
  };
}

export const actorOf = ({ id, name, role }: Account): Actor => ({ id, name, role });

/** Whether the order has the status already; the role is judged here too, as a repeat tells whoever asks that it is so. */
export function isAlready(order: StoredOrder, { to }: StatusMove, { role }: Account): boolean {
  if (order.status !== to) return false;
  if (!mayMove({ role, to }))
    throw new ProblemError('forbidden', `The role "${role}" does not move an order to "${to}".`);
  return true;
}
