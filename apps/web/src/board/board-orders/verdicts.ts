import type { Snapshot } from '#libs/contracts';
import { reportThrown } from '#libs/tracker';
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
  /** All that its verdict tells of the order is known. */
  readonly onJudged: (change: Change) => void;
}

/** What the board learns of verdicts, and tells its people of changes that came to nothing. */
export class Verdicts {
  constructor(private readonly deps: VerdictDeps) {}

  async take(change: Change, verdict: Verdict): Promise<void> {
    const said = verdict.snapshot ?? verdict.problem?.snapshot;
    if (said) this.#learn(said);
    if (verdict.result !== 'applied') await this.#cameToNothing(change, verdict, said);
    this.deps.onJudged(change);
  }

  /** The note goes back at once: the question where the order is may take long, or find no answer. */
  async #cameToNothing(change: Change, verdict: Verdict, said: Snapshot | undefined): Promise<void> {
    this.returnNote(change);
    const known = said ?? (await this.#readLate(change, verdict));
    // Two who press the same button at once have both got what they wanted.
    const isDone = verdict.result === 'already_applied' || (known && isDoneAlready(change, known));
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
    const known = isLate ? await this.deps.api.snapshot(order_id).catch(nothingKnown) : null;
    if (known) this.#learn(known);
    return known;
  }

  #learn(snapshot: Snapshot): void {
    this.deps.shelf.put(withSnapshot(this.deps.shelf.cards, snapshot));
  }
}

function nothingKnown(error: unknown): null {
  reportThrown(error);
  return null;
}
