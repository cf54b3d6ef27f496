import { standingChanges } from '#libs/order-model';
import { allowedStatuses, type Fulfilment, planRecall } from '#libs/status-machine';
import type { HistoryRow } from '../support/owner.ts';

const windowMs = 600_000;

/**
 * Walks an order's history again by the published rules.
 * @returns one sentence for each row that could not have come to be
 */
export function illegalRows(fulfilment: Fulfilment, history: readonly HistoryRow[]): readonly string[] {
  return history.flatMap((row, index) => {
    const wrong = wrongWith(fulfilment, row, history.slice(0, index));
    return wrong === null ? [] : [`version ${row.version}, "${row.type} ${row.status}", ${wrong}`];
  });
}

function wrongWith(fulfilment: Fulfilment, row: HistoryRow, before: readonly HistoryRow[]): string | null {
  const previous = before.at(-1);
  if (previous === undefined)
    return row.type === 'placed' && row.status === 'pending' ? null : 'cannot be the first';
  if (row.from_status !== previous.status)
    return `says that it came from ${String(row.from_status)}, but the order was ${previous.status}`;
  switch (row.type) {
    case 'placed':
      return 'comes a second time';
    case 'status_changed':
      return allowedStatuses({ fulfilment, status: previous.status, role: row.role }).includes(row.status)
        ? null
        : `is not allowed after ${previous.status}`;
    case 'delayed':
    case 'amended':
      return row.status === previous.status ? null : 'changed the status';
    case 'recalled':
      return wrongWithRecall(row, before);
  }
}

function wrongWithRecall(
  { role, status, corrects, recorded_at }: HistoryRow,
  before: readonly HistoryRow[],
): string | null {
  const standing = standingChanges(before).map((row) => ({ ...row, recordedAt: row.recorded_at.getTime() }));
  const plan = planRecall({ standing, role, now: recorded_at.getTime(), windowMs });
  return plan.corrects === corrects && plan.status === status
    ? null
    : `corrects ${String(corrects)}, but version ${plan.corrects} stood`;
}
