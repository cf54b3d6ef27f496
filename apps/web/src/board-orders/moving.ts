import type { BatchResult, DelayOrder, Order, RecallOrder, Snapshot } from '#libs/contracts';
import { v7 as newKey } from 'uuid';
import type { Answer } from '../board-session/session.ts';
import type { Notices } from '../notices/notices.ts';
import type { Move } from '../outbox/move.ts';
import { MoveSender, type Verdict } from '../outbox/move-sender.ts';
import { Outbox } from '../outbox/outbox.ts';
import { verdictWords } from '../outbox/verdict-words.ts';
import { type UndoOffer, UndoOffers } from '../undo/undo-offers.ts';
import type { CardShelf } from './card-shelf.ts';
import { withSnapshot } from './cards.ts';
import type { OrdersApi } from './orders-api.ts';
import { shortNumber } from './short-number.ts';

type Status = Order['status'];
/** A step that someone takes with an order. */
export type Wish = Pick<Move, 'to' | 'reason' | 'notes' | 'internal_notes'> & { readonly order: Order };

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
  /** What a recall that is on its way will bring. */
  readonly #recalling = new Map<string, Status>();
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
    return this.#recalling.get(order_id) ?? wanted ?? status;
  }

  /** The latest step that waits to be sent, if there is one. */
  keptOf(orderId: string): Move | undefined {
    return this.#outbox.latestOf(orderId);
  }

  /** One tap, on however many orders. */
  take(wishes: readonly Wish[]): void {
    const moves = wishes.map((wish) => this.#moveOf(wish));
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

  async recall(order: Order, body: RecallOrder): Promise<void> {
    const back = order.recallable?.status;
    if (back !== undefined) this.#recalling.set(order.order_id, back);
    this.#ground.onChange();
    this.#answered(order, await this.#ground.api.recall(order, body));
  }

  async delay(order: Order, body: DelayOrder): Promise<void> {
    this.#answered(order, await this.#ground.api.delay(order, body));
  }

  /** Something may be heard now. */
  wake(): void {
    this.#sender.wake();
  }

  /** A board that sees what happens acts on what it sees; one that is blind, or ahead of what it was told, lets the time decide. */
  #moveOf({ order, to, reason, notes, internal_notes }: Wish): Move {
    const { order_id, order_number, version } = order;
    const isSeen = this.#ground.isLive() && this.keptOf(order_id) === undefined;
    return {
      key: newKey(), order_id, order_number, from: this.statusOf(order), to, occurred_at: new Date(this.#ground.now()).toISOString(),
      ...(isSeen && { expected_version: version }),
      ...(reason && { reason }),
      ...(notes && { notes }),
      ...(internal_notes && { internal_notes }),
    };
  }

  #undoMove(move: Move): void {
    const version = this.#made.get(move.key);
    if (version !== undefined) void this.#recallMove(move, version);
    else if (this.#sender.wasSent(move.key)) this.#regretted.add(move.key);
    else this.#outbox.remove(move.key);
  }

  #recallMove({ order_id, order_number, from }: Move, version: number): Promise<void> {
    this.#recalling.set(order_id, from);
    return this.#ground.api.recall({ order_id, version }, { reason: 'mistake' }).then((answer) => this.#answered({ order_id, order_number }, answer));
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
    if (!isDone) this.#refused(move, verdict);
    else if (result === 'applied' && snapshot) this.#done(move, snapshot.version);
    else this.offers.withdraw(move.key);
    this.#regretted.delete(move.key);
    this.#ground.onChange();
  }

  #done(move: Move, version: number): void {
    if (this.#regretted.has(move.key)) void this.#recallMove(move, version);
    else this.#made.set(move.key, version);
    this.#offersChanged();
  }

  #refused(move: Move, verdict: Verdict): void {
    this.offers.withdraw(move.key);
    this.#ground.notices.tell(verdictWords(move, verdict), move.order_id);
  }

  #answered({ order_id, order_number }: Pick<Order, 'order_id' | 'order_number'>, answer: Answer<Snapshot>): void {
    this.#recalling.delete(order_id);
    if (answer.ok) this.#learn(answer.body);
    else {
      this.#learn(answer.problem?.snapshot);
      this.#ground.notices.tell(`${shortNumber(order_number)}: ${answer.problem?.detail ?? NO_ANSWER}`, order_id);
    }
    this.#ground.onChange();
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
