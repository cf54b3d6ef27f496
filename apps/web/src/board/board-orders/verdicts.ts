import type { Snapshot } from '#libs/contracts';
import type { NoteDraft } from '../note-fields/note-drafts.ts';
import type { Notices } from '../notices/notices.ts';
import type { Change } from '../outbox/change.ts';
import type { Verdict } from '../outbox/change-sender.ts';
import { verdictWords } from '../outbox/change-words.ts';
import { isDoneAlready } from '../outbox/same-step.ts';
import type { CardShelf } from './card-shelf.ts';
import { withSnapshot } from './cards.ts';
import type { OrdersApi } from './orders-api.ts';

export interface VerdictDeps {
  readonly api: Pick<OrdersApi, 'snapshot'>;
  readonly shelf: CardShelf;
  readonly notices: Notices;
  /** A note that was typed along with a change came to nothing with it. */
  readonly onUnsaid: (change: Change, note: NoteDraft) => void;
}

/** What the board learns of verdicts, and tells its people of changes that came to nothing. */
export class Verdicts {
  constructor(private readonly deps: VerdictDeps) {}

  /** Where the order is now is learned first: a note goes back only to an order that goes on. */
  async take(change: Change, verdict: Verdict): Promise<void> {
    const { result, snapshot, problem } = verdict;
    const said = snapshot ?? problem?.snapshot;
    if (said) this.#learn(said);
    if (result === 'applied') return;
    const known = said ?? (await this.#readLate(change, verdict));
    this.returnNote(change);
    // Two who press the same button at once have both got what they wanted.
    const isDone = result === 'already_applied' || (known && isDoneAlready(change, known));
    if (!isDone) this.deps.notices.tell(verdictWords(change, verdict), change.order_id);
  }

  returnNote(change: Change): void {
    const { notes = '' } = change;
    const internalNotes = (change.kind === 'move' && change.internal_notes) || '';
    if (notes !== '' || internalNotes !== '') this.deps.onUnsaid(change, { notes, internalNotes });
  }

  /** The order is elsewhere, and nobody has said where. */
  async #readLate({ order_id }: Change, { problem }: Verdict): Promise<Snapshot | null> {
    const isLate = problem?.code === 'transition_not_allowed' || problem?.code === 'recall_not_possible';
    const known = isLate ? await this.deps.api.snapshot(order_id) : null;
    if (known) this.#learn(known);
    return known;
  }

  #learn(snapshot: Snapshot): void {
    this.deps.shelf.put(withSnapshot(this.deps.shelf.cards, snapshot));
  }
}
