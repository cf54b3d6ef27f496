import type { BatchResult, DelayOrder, Order, RecallOrder } from '#libs/contracts';
import { reportThrown } from '#libs/tracker';
import type { Answer } from '../../account/session/answer.ts';
import {
  type Amended,
  amendOf,
  type Call,
  type Change,
  delayOf,
  type Move,
  moveOf,
  recallOf,
  undoOf,
  type Wish,
} from '../outbox/change.ts';
import { type CallAnswer, ChangeSender, type Verdict } from '../outbox/change-sender.ts';
import { Outbox } from '../outbox/outbox.ts';
import { type UndoOffer, UndoOffers } from '../undo/undo-offers.ts';
import { KeptChanges } from './kept-changes.ts';
import type { OrdersApi } from './orders-api.ts';
import { type VerdictDeps, Verdicts } from './verdicts.ts';

type Status = Order['status'];

/** What moving needs to know of the board around it. */
export interface MovingDeps extends VerdictDeps {
  readonly userId: string;
  readonly api: Pick<OrdersApi, 'moveAll' | 'call' | 'snapshot'>;
  /** By the server's clock, in ms. */
  readonly now: () => number;
  /** Whether the board sees changes as they happen. */
  readonly isLive: () => boolean;
  /** Whether the server can be reached, as far as is known. */
  readonly isReachable: () => boolean;
  readonly onUnreached: () => void;
  /** Somebody here puts an order somewhere, or back. */
  readonly onOwn: (orderId: string, status: Status) => void;
  readonly onChange: () => void;
}

/**
 * Changes orders, and takes it back. Each change shows at once, waits until the server can be reached, and is
 * rolled back with the reason where it is refused.
 */
export class Moving {
  readonly offers: UndoOffers;
  readonly kept: KeptChanges;
  readonly #deps: MovingDeps;
  readonly #outbox: Outbox;
  readonly #sender: ChangeSender;
  readonly #verdicts: Verdicts;
  /** The versions that moves of this board made, for as long as their undo is offered. */
  readonly #made = new Map<string, number>();

  constructor(deps: MovingDeps) {
    this.#deps = deps;
    this.offers = new UndoOffers(() => this.#offersChanged());
    this.#outbox = new Outbox(localStorage, deps.userId);
    this.kept = new KeptChanges(this.#outbox, deps.now);
    this.#verdicts = new Verdicts(deps);
    const post = {
      isOpen: deps.isReachable,
      moves: (moves: readonly Move[]): Promise<Answer<BatchResult>> => this.#heard(deps.api.moveAll(moves)),
      call: (call: Call): Promise<Answer<CallAnswer>> => this.#heard(deps.api.call(call)),
    };
    this.#sender = new ChangeSender(this.#outbox, post, {
      onVerdict: (change, verdict) => this.#judged(change, verdict),
      onUnreached: deps.onChange,
    });
  }

  stop(): void {
    this.#sender.stop();
  }

  /** Someone may hear now. */
  wake(): void {
    this.#sender.wake();
  }

  /** One tap, on however many orders. */
  take(wishes: readonly Wish[]): void {
    const moves = wishes.map((wish) => moveOf(wish, this.#momentOf(wish.order)));
    if (moves.length === 0) return;
    for (const move of moves) this.#keep(move);
    this.offers.make(moves);
    this.#sender.wake();
  }

  /**
   * Takes back what one tap did: unsent, it is never sent; sent, it is recalled as soon as it has been
   * judged.
   */
  undo(offer: UndoOffer): void {
    for (const move of offer.moves.toReversed()) this.#undoMove(move);
    this.offers.take(offer);
    this.#sender.wake();
  }

  /** Takes back the latest change that waits. A recall or a delay that has left is out of reach. */
  undoKept(orderId: string): void {
    const kept = this.kept.latestOf(orderId);
    if (kept === undefined) return;
    if (kept.kind === 'move') this.#undoMove(kept);
    else if (!kept.wasSent) this.#drop(kept);
    this.offers.withdraw(kept.key);
    this.#deps.onChange();
    this.#sender.wake();
  }

  recall(order: Order, body: RecallOrder): void {
    this.#keep(recallOf(order, order.recallable?.status ?? order.status, body, this.#momentOf(order)));
    this.#sender.wake();
  }

  delay(order: Order, body: DelayOrder): void {
    this.#keep(delayOf(order, body, this.#momentOf(order)));
    this.#sender.wake();
  }

  amend(order: Order, amended: Amended): void {
    this.#keep(amendOf(order, amended, this.#momentOf(order)));
    this.#sender.wake();
  }

  #momentOf(order: Order): { readonly from: Status; readonly now: number; readonly isSeen: boolean } {
    const isSeen = this.#deps.isLive() && this.kept.latestOf(order.order_id) === undefined;
    return { from: this.kept.statusOf(order), now: this.#deps.now(), isSeen };
  }

  #keep(change: Change): void {
    this.#deps.onOwn(change.order_id, change.to);
    this.#outbox.put(change);
    this.#deps.notices.dismissAbout(change.order_id);
    this.#deps.onChange();
  }

  /** It has not left, and never will. */
  #drop(change: Change): void {
    this.#deps.onOwn(change.order_id, change.from);
    this.#outbox.remove(change.key);
    this.#verdicts.returnNote(change);
  }

  #undoMove(move: Move): void {
    const [kept, version] = [this.#outbox.get(move.key), this.#made.get(move.key)];
    if (kept && !kept.wasSent) this.#drop(kept);
    else if (kept || version !== undefined)
      this.#keep(undoOf(move, version, { from: move.to, now: this.#deps.now(), isSeen: false }));
  }

  async #heard<Body>(asked: Promise<Answer<Body>>): Promise<Answer<Body>> {
    const answer = await asked;
    if (!answer.ok && answer.problem === null) this.#deps.onUnreached();
    return answer;
  }

  #judged(change: Change, verdict: Verdict): void {
    const { result, snapshot } = verdict;
    this.#verdicts.take(change, verdict).catch(reportThrown);
    if (change.kind === 'move' && result === 'applied' && snapshot)
      this.#made.set(change.key, snapshot.version);
    else this.offers.withdraw(change.key);
    this.#offersChanged();
  }

  #offersChanged(): void {
    const offered = new Set(this.offers.all.flatMap(({ moves }) => moves.map(({ key }) => key)));
    for (const key of this.#made.keys()) if (!offered.has(key)) this.#made.delete(key);
    this.#deps.onChange();
  }
}
