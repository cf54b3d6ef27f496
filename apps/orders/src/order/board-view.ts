import type { Order } from '#libs/contracts';
import { allowedStatuses, mayMove, type Role, standingChanges } from '#libs/status-machine';
import { estimateOf } from './estimate.ts';
import { newestOf } from './snapshot.ts';
import type { StoredEntry, StoredOrder } from './stored-order.ts';

type BoardView = Required<
  Pick<Order, 'estimate' | 'allowed' | 'status_since' | 'recallable' | 'latest_notes'>
>;

/** What staff and devices need to know of an order to show it and to move it, without reading its history. */
export function boardView(order: StoredOrder, role: Role, recallWindowMs: number): BoardView {
  const { history, fulfilment, status } = order;
  const newest = newestOf(order);
  return {
    estimate: estimateOf(newest.readyFrom, newest.readyTo),
    allowed: [...allowedStatuses({ fulfilment, status, role })],
    status_since: time(cameToStatus(history)),
    recallable: recallable(history, role, recallWindowMs),
    latest_notes: latestNotes(history),
  };
}

const time = (ms: number): string => new Date(ms).toISOString();

/** A delay changes no status; a recall does. */
const cameToStatus = (history: readonly StoredEntry[]): number =>
  history.findLast(({ type }) => type !== 'delayed')?.occurredAt ?? 0;

function recallable(history: readonly StoredEntry[], role: Role, windowMs: number): BoardView['recallable'] {
  const [held, undone] = standingChanges(history).slice(-2);
  if (held === undefined || undone === undefined || !mayMove({ role, to: undone.status })) return null;
  return { status: held.status, until: time(undone.recordedAt + windowMs) };
}

function latestNotes(history: readonly StoredEntry[]): BoardView['latest_notes'] {
  const entry = history.findLast(({ notes, internalNotes }) => notes !== '' || internalNotes !== '');
  return entry === undefined
    ? null
    : { notes: entry.notes, internal_notes: entry.internalNotes, updated_by: entry.actorName ?? entry.role };
}
