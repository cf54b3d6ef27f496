import { shortNumber } from '#libs/order-model';
import { timeOfDay } from '#libs/tracker';
import { paymentWords } from '../../ui/order-words/payments.ts';
import { labelOf } from '../order-content/status-label.ts';
import type { Amend, Change } from './change.ts';
import type { Verdict } from './change-sender.ts';

/** What people call the order; one that a release before kept does not say it. */
export const calledOut = ({ display_number, order_number }: Change): string =>
  display_number ?? shortNumber(order_number);

/** What was done, as its button said it. */
export function changeWords(change: Change): string {
  switch (change.kind) {
    case 'move':
      return labelOf(change.to);
    case 'recall':
      return `Back to ${labelOf(change.to).toLowerCase()}`;
    case 'delay':
      return `+${change.minutes} min`;
    case 'amend':
      return amendedWords(change);
  }
}

const amendedWords = ({ payment, scheduled_for }: Amend): string =>
  [payment && paymentWords(payment), scheduled_for && `For ${timeOfDay(scheduled_for)}`]
    .filter(Boolean)
    .join(', ');

/** Why something was not done: what was wanted, what stands instead, and the server's reason. */
export function verdictWords(change: Change, { result, snapshot, problem }: Verdict): string {
  const wish = `${calledOut(change)}: “${changeWords(change)}” of ${timeOfDay(change.occurred_at)} was not applied`;
  if (result === 'superseded' && snapshot)
    return `${wish}. Someone moved it later: it is “${labelOf(snapshot.status)}” now.`;
  if (result === 'conflict' && snapshot)
    return `${wish}. Someone else was faster: it is “${labelOf(snapshot.status)}” now. Look at it and decide again.`;
  return `${wish}. ${problem?.detail ?? 'The server gave no reason.'}`;
}
