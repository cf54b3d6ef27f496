import type { Notices } from '../notices/notices.ts';
import type { Change } from '../outbox/change.ts';
import { calledOut } from '../outbox/change-words.ts';
import type { NoteDraft, NoteDrafts } from './note-drafts.ts';

interface ReturnDeps {
  readonly drafts: NoteDrafts;
  readonly notices: Notices;
  /** Whether there is still something that a note can go along with. */
  readonly takesNotes: (orderId: string) => boolean;
}

/**
 * A note that was typed along with a change which came to nothing goes back to its order's fields. What
 * cannot stand there is told: the words are lost nowhere.
 */
export function returnNote(
  change: Change,
  note: NoteDraft,
  { drafts, notices, takesNotes }: ReturnDeps,
): void {
  const { order_id } = change;
  const tell = (left: NoteDraft, why: string): void => {
    if (left.notes === '' && left.internalNotes === '') return;
    notices.tell(`${calledOut(change)}: a note was not sent, and ${why}.${wordsOf(left)}`);
  };
  if (takesNotes(order_id)) tell(drafts.giveBack(order_id, note), 'there is no room for it beside the next');
  else tell(note, 'nothing is left that it could go along with');
}

const wordsOf = ({ notes, internalNotes }: NoteDraft): string =>
  [
    notes === '' ? '' : ` To the customer: “${notes}”`,
    internalNotes === '' ? '' : ` Among ourselves: “${internalNotes}”`,
  ].join('');
