import type { Fulfilment, Status } from '#libs/status-machine';
import type { HistoryRow } from '../support/owner.ts';

/**
 * The moments of the contract, §7, written down a second time: the judge does not take the notifier's word
 * for it.
 */
const always: readonly Status[] = [
  'confirmed',
  'out_for_delivery',
  'delivered',
  'served',
  'cancelled',
  'rejected',
  'delivery_failed',
];

const isNotified = (fulfilment: Fulfilment, status: Status | null): boolean =>
  status !== null &&
  (always.includes(status) ||
    (status === 'ready' && fulfilment !== 'delivery') ||
    (status === 'completed' && fulfilment === 'pickup'));

/** Whether an entry is a step that customers are told of. */
export const isNotifiedMoment = (fulfilment: Fulfilment, { type, status }: HistoryRow): boolean =>
  type === 'status_changed' && isNotified(fulfilment, status);

/**
 * The entries for which there must be a message by each channel, whatever becomes of it: told steps, and
 * recalls of such.
 */
export function notifiedMoments(
  fulfilment: Fulfilment,
  history: readonly HistoryRow[],
): readonly HistoryRow[] {
  return history.filter(
    (row) =>
      isNotifiedMoment(fulfilment, row) ||
      (row.type === 'recalled' && isNotified(fulfilment, row.from_status)),
  );
}

/** The last told step that was not taken back: what the customer must know in the end. */
export function lastMoment(fulfilment: Fulfilment, history: readonly HistoryRow[]): HistoryRow | undefined {
  const isTakenBack = ({ version }: HistoryRow): boolean =>
    history.some(({ corrects }) => corrects === version);
  return history.findLast((row) => isNotifiedMoment(fulfilment, row) && !isTakenBack(row));
}
