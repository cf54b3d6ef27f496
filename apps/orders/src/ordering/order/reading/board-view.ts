import type { Order } from '#libs/contracts';
import { cardFacts, standingChanges } from '#libs/order-model';
import { allowedStatuses, mayMove, type Role } from '#libs/status-machine';
import { attentionsAt } from '../model/attention.ts';
import { estimateOf } from '../model/estimate.ts';
import type { StoredChange, StoredOrder } from '../model/stored-order.ts';
import { historyOf, newestOf } from './snapshot.ts';

type BoardView = Pick<
  Order,
  'attention' | 'estimate' | 'allowed' | 'status_since' | 'recallable' | 'latest_notes'
>;

/** What staff and devices need to know of an order to show it and to move it, without reading its history. */
export function boardView(
  order: StoredOrder,
  role: Role,
  { now, recallWindowMs }: { readonly now: number; readonly recallWindowMs: number },
): BoardView {
  const { history, fulfilment, status } = order;
  const newest = newestOf(order);
  return {
    attention: attentionsAt(order, now).map(({ attention }) => attention),
    estimate: estimateOf(newest),
    allowed: [...allowedStatuses({ fulfilment, status, role })],
    ...cardFacts(historyOf(order, { kind: 'staff', role })),
    recallable: recallable(history, role, recallWindowMs),
  };
}

function recallable(history: readonly StoredChange[], role: Role, windowMs: number): BoardView['recallable'] {
  const [held, undone] = standingChanges(history).slice(-2);
  if (held === undefined || undone === undefined || !mayMove({ role, to: undone.status })) return null;
  return { status: held.status, until: new Date(undone.recordedAt + windowMs).toISOString() };
}
