import type { longestNotes } from '#libs/contracts';

/** The longest that each of both may be. */
export const LONGEST_NOTE: typeof longestNotes = 500;

/** What is said along with the next step: to the customer, and among ourselves. */
export interface NoteDraft {
  readonly notes: string;
  readonly internalNotes: string;
}

const nothingSaid: NoteDraft = { notes: '', internalNotes: '' };

/** What was typed since stays; what came back stands before it, where there is room for both. */
function withReturned(typed: string, returned: string): string {
  if (typed === '') return returned;
  if (returned === '' || returned === typed) return typed;
  const both = `${returned}\n${typed}`;
  return both.length > LONGEST_NOTE ? typed : both;
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

  /** It went along with a step that was not taken: nobody has read it. */
  giveBack(orderId: string, { notes, internalNotes }: NoteDraft): void {
    const typed = this.of(orderId);
    this.put(orderId, {
      notes: withReturned(typed.notes, notes),
      internalNotes: withReturned(typed.internalNotes, internalNotes),
    });
  }
}
