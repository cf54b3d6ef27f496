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
export function returnNote(change: Change, note: NoteDraft, deps: ReturnDeps): void {
  const { order_id } = change;
  if (deps.takesNotes(order_id))
    tell(change, deps.drafts.giveBack(order_id, note), 'there is no room for it beside the next', deps);
  else tell(change, note, overWords, deps);
}

/** Its order has ended since: what went back to the fields, which nobody sees any more, is told. */
export function tellNoteLeftOver(change: Change, deps: ReturnDeps): void {
  if (!deps.takesNotes(change.order_id)) tell(change, deps.drafts.takeOut(change.order_id), overWords, deps);
}

const overWords = 'nothing is left that it could go along with';

function tell(change: Change, left: NoteDraft, why: string, { notices }: ReturnDeps): void {
  if (left.notes === '' && left.internalNotes === '') return;
  notices.tell(`${calledOut(change)}: a note was not sent, and ${why}.${wordsOf(left)}`);
}

const wordsOf = ({ notes, internalNotes }: NoteDraft): string =>
  [
    notes === '' ? '' : ` To the customer: “${notes}”`,
    internalNotes === '' ? '' : ` Among ourselves: “${internalNotes}”`,
  ].join('');
