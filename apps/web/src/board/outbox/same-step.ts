import type { HistoryRecord, Snapshot } from '#libs/contracts';
import { standingChanges } from '#libs/order-model';
import type { Change } from './change.ts';

/**
 * Whether someone else has done the very same meanwhile, and it holds: then nobody has lost anything, however
 * far the order has come since.
 * @param snapshot with its whole history, as it is after what was refused
 */
export function isDoneAlready(change: Change, { status_history: history }: Snapshot): boolean {
  const since = (entry: HistoryRecord): boolean =>
    change.expected_version === undefined || entry.version > change.expected_version;
  switch (change.kind) {
    case 'move':
      return movesSince(change, history).some((entry) => since(entry) && entry.status === change.to);
    case 'recall':
      return history.some((entry) => since(entry) && entry.type === 'recalled' && entry.status === change.to);
    case 'delay':
      return history.some((entry) => since(entry) && entry.minutes === change.minutes);
    case 'amend':
      return false;
  }
}

/** The standing steps since the order was last where this board saw it. */
function movesSince({ from }: Change, history: Snapshot['status_history']): readonly HistoryRecord[] {
  const standing = standingChanges(history);
  return standing.slice(standing.findLastIndex(({ status }) => status === from) + 1);
}
