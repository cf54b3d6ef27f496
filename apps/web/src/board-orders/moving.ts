import type { BatchResult, DelayOrder, Order, RecallOrder, Snapshot } from '#libs/contracts';
import type { Answer } from '../board-session/session.ts';
import type { Notices } from '../notices/notices.ts';
import { type Move, moveOf, type Wish } from '../outbox/move.ts';
import { MoveSender, type Verdict } from '../outbox/move-sender.ts';
import { Outbox } from '../outbox/outbox.ts';
import { verdictWords } from '../outbox/verdict-words.ts';
import { type UndoOffer, UndoOffers } from '../undo/undo-offers.ts';
import type { CardShelf } from './card-shelf.ts';
import { withSnapshot } from './cards.ts';
import type { OrdersApi } from './orders-api.ts';
import { Recalls } from './recalls.ts';
import { shortNumber } from './short-number.ts';

type Status = Order['status'];

/** What moving needs to know of the board around it. */
export interface MovingGround {
  readonly userId: string;
  readonly api: OrdersApi;
  readonly shelf: CardShelf;
  readonly notices: Notices;
  /** By the server's clock, in ms. */
  readonly now: () => number;
  /** Whether the board sees changes as they happen. */
  readonly isLive: () => boolean;
  readonly onUnreached: () => void;
  readonly onChange: () => void;
}

const NO_ANSWER = 'there was no answer, so it may not be done. Look at the order once the connection is back.';

/** Moves orders, and takes it back. Each step shows at once; a refusal undoes it and says why. */
export class Moving {
  readonly offers: UndoOffers;
  readonly #ground: MovingGround;
  readonly #outbox: Outbox;
  readonly #sender: MoveSender;
  readonly #recalls = new Recalls();
  /** The versions that moves of this board made, for as long as their undo is offered. */
  readonly #made = new Map<string, number>();
  /** Moves that are to be taken back as soon as they have a verdict. */
  readonly #regretted = new Set<string>();

  constructor(ground: MovingGround) {
    this.#ground = ground;
    this.offers = new UndoOffers(() => this.#offersChanged());
    this.#outbox = new Outbox(localStorage, ground.userId);
    const ears = { onVerdict: (move: Move, verdict: Verdict) => this.#judged(move, verdict), onUnreached: ground.onChange };
    this.#sender = new MoveSender(this.#outbox, (moves) => this.#send(moves), ears);
  }

  start(): void {
    this.#sender.wake();
  }

  stop(): void {
    this.#sender.stop();
  }

  /** How many steps wait to be sent. */
  get waiting(): number {
    return this.#outbox.size;
  }

  /** Where the order is, with what this board has done to it and the server has not said yet. */
  statusOf({ order_id, status }: Order): Status {
    const kept = this.keptOf(order_id);
    const wanted = kept && (this.#regretted.has(kept.key) ? kept.from : kept.to);
    return this.#recalls.statusOf(order_id) ?? wanted ?? status;
  }

  /** The latest step that waits to be sent, if there is one. */
  keptOf(orderId: string): Move | undefined {
    return this.#outbox.latestOf(orderId);
  }

  /** One tap, on however many orders. */
  take(wishes: readonly Wish[]): void {
    for (const wish of wishes.filter((each) => this.#isGoingBack(each))) this.#recalls.then(wish.order.order_id, { to: wish.to, act: () => this.take([this.#anew(wish)]) });
    this.#takeNow(wishes.filter((each) => !this.#isGoingBack(each)).map((wish) => this.#moveOf(wish)));
  }

  #moveOf(wish: Wish): Move {
    const isSeen = this.#ground.isLive() && this.keptOf(wish.order.order_id) === undefined;
    return moveOf(wish, { from: this.statusOf(wish.order), now: this.#ground.now(), isSeen });
  }

  #takeNow(moves: readonly Move[]): void {
    this.#ground.onChange();
    if (moves.length === 0) return;
    for (const move of moves) {
      this.#outbox.add(move);
      this.#ground.notices.dismissAbout(move.order_id);
    }
    this.offers.make(moves);
    this.#sender.wake();
  }

  /** Takes back what one tap did: unsent, it is never sent; judged already, it is recalled. */
  undo(offer: UndoOffer): void {
    for (const move of offer.moves.toReversed()) this.#undoMove(move);
    this.offers.take(offer);
  }

  /** Takes back the order's step that was not sent yet. */
  undoKept(orderId: string): void {
    const move = this.keptOf(orderId);
    if (!move) return;
    this.#undoMove(move);
    this.offers.withdraw(move.key);
    this.#ground.onChange();
  }

  recall(order: Order, body: RecallOrder): Promise<void> {
    return this.#recall(order, order.recallable?.status ?? order.status, body);
  }

  async delay(order: Order, body: DelayOrder): Promise<void> {
    this.#answered(order, await this.#ground.api.delay(order, body));
  }

  /** Something may be heard now. */
  wake(): void {
    this.#sender.wake();
  }

  /** Whether the order is about to go back: what is done with it now has to wait for that. */
  #isGoingBack({ order: { order_id } }: Wish): boolean {
    return this.#recalls.isComing(order_id) || this.#regretted.has(this.keptOf(order_id)?.key ?? '');
  }

  /** The same wish, on the order as it is by now. */
  #anew(wish: Wish): Wish {
    return { ...wish, order: this.#ground.shelf.cards.get(wish.order.order_id) ?? wish.order };
  }

  #undoMove(move: Move): void {
    const version = this.#made.get(move.key);
    if (version !== undefined) void this.#recallMove(move, version);
    else if (this.#sender.wasSent(move.key)) this.#regretted.add(move.key);
    else this.#outbox.remove(move.key);
  }

  #recallMove({ order_id, order_number, from }: Move, version: number): Promise<void> {
    return this.#recall({ order_id, order_number, version }, from, { reason: 'mistake' });
  }

  #recall(order: Pick<Order, 'order_id' | 'order_number' | 'version'>, back: Status, body: RecallOrder): Promise<void> {
    const recalled = this.#recalls.run(order.order_id, back, async () => this.#answered(order, await this.#ground.api.recall(order, body)));
    this.#ground.onChange();
    return recalled.then(() => this.#ground.onChange());
  }

  async #send(moves: readonly Move[]): Promise<Answer<BatchResult>> {
    const answer = await this.#ground.api.moveAll(moves);
    if (!answer.ok && answer.problem === null) this.#ground.onUnreached();
    return answer;
  }

  #judged(move: Move, verdict: Verdict): void {
    const { result, snapshot, problem } = verdict;
    const isDone = result === 'applied' || result === 'already_applied';
    this.#learn(snapshot ?? problem?.snapshot);
    const isRegretted = this.#regretted.delete(move.key);
    if (!isDone) this.#ground.notices.tell(verdictWords(move, verdict), move.order_id);
    if (result === 'applied' && snapshot) this.#made.set(move.key, snapshot.version);
    else this.offers.withdraw(move.key);
    if (isRegretted) this.#undoJudged(move);
    this.#offersChanged();
  }

  /** It was taken back before anything was known of it. */
  #undoJudged(move: Move): void {
    const version = this.#made.get(move.key);
    if (version !== undefined) void this.#recallMove(move, version);
    else this.#recalls.goOn(move.order_id);
  }

  /** @returns whether it was done */
  #answered({ order_id, order_number }: Pick<Order, 'order_id' | 'order_number'>, answer: Answer<Snapshot>): boolean {
    this.#learn(answer.ok ? answer.body : answer.problem?.snapshot);
    if (!answer.ok) this.#ground.notices.tell(`${shortNumber(order_number)}: ${answer.problem?.detail ?? NO_ANSWER}`, order_id);
    this.#ground.onChange();
    return answer.ok;
  }

  #learn(snapshot: Snapshot | undefined): void {
    if (snapshot) this.#ground.shelf.put(withSnapshot(this.#ground.shelf.cards, snapshot));
  }

  #offersChanged(): void {
    const offered = new Set(this.offers.all.flatMap(({ moves }) => moves.map(({ key }) => key)));
    for (const key of this.#made.keys()) if (!offered.has(key)) this.#made.delete(key);
    this.#ground.onChange();
  }
}
