import { longestNotes } from '#libs/contracts';

/** What is said along with the next step: to the customer, and among ourselves. */
export interface NoteDraft {
  readonly notes: string;
  readonly internalNotes: string;
}

const nothingSaid: NoteDraft = { notes: '', internalNotes: '' };

/** What was typed since stays; what came back stands before it, where there is room for both, or is left. */
function withReturned(typed: string, returned: string): { readonly note: string; readonly left: string } {
  if (returned === '' || returned === typed) return { note: typed, left: '' };
  const both = typed === '' ? returned : `${returned}\n${typed}`;
  return both.length > longestNotes ? { note: typed, left: returned } : { note: both, left: '' };
}

/** Notes that were typed and have not gone along with a step, by order: closing a sheet throws none away. */
export class NoteDrafts {
  readonly #drafts = new Map<string, NoteDraft>();

  constructor(private readonly onChange: () => void) {}

  has(orderId: string): boolean {
    return this.#drafts.has(orderId);
  }

  of(orderId: string): NoteDraft {
    return this.#drafts.get(orderId) ?? nothingSaid;
  }

  /** What is empty is none. */
  put(orderId: string, change: Partial<NoteDraft>): void {
    const draft = { ...this.of(orderId), ...change };
    if (draft.notes === '' && draft.internalNotes === '') this.#drafts.delete(orderId);
    else this.#drafts.set(orderId, draft);
    this.onChange();
  }

  /** What there is of the order, which is kept no longer. */
  takeOut(orderId: string): NoteDraft {
    const draft = this.of(orderId);
    this.put(orderId, nothingSaid);
    return draft;
  }

  /**
   * It went along with a step that was not taken: nobody has read it.
   * @returns what there is no room for beside what was typed since
   */
  giveBack(orderId: string, returned: NoteDraft): NoteDraft {
    const typed = this.of(orderId);
    const notes = withReturned(typed.notes, returned.notes);
    const internalNotes = withReturned(typed.internalNotes, returned.internalNotes);
    this.put(orderId, { notes: notes.note, internalNotes: internalNotes.note });
    return { notes: notes.left, internalNotes: internalNotes.left };
  }
}
