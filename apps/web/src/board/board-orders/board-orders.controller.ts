import type { BoardOrder, Order, OrderChanged } from '#libs/contracts';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import type { NoteDrafts } from '../note-fields/note-drafts.ts';
import { returnNote, tellNoteLeftOver } from '../note-fields/return-note.ts';
import { Notices } from '../notices/notices.ts';
import { KitchenPace } from '../pace/kitchen-pace.ts';
import { asShown } from './as-shown.ts';
import { BoardKeeper } from './board-keeper.ts';
import { CardShelf } from './card-shelf.ts';
import { type Cards, needsReading, withFound, withAttention, withFrame, withOrder } from './cards.ts';
import { latestCurrency } from '../phone-order/known-dishes.ts';
import { forgetBoard, keepBoard, keptBoard } from './kept-board.ts';
import { LiveBoard } from './live-board.ts';
import { Moving } from './moving.ts';
import { OrdersApi } from './orders-api.ts';
import { OrdersReader } from './orders-reader.ts';
import { takesNotes } from './takes-notes.ts';
import { UntilRead } from './until-read.ts';

/** The board's orders, live, and what its people do with them. */
export class BoardOrders implements ReactiveController {
  readonly api: OrdersApi;
  readonly notices: Notices;
  readonly moving: Moving;
  readonly live: LiveBoard;
  readonly pace: KitchenPace;
  readonly #shelf: CardShelf;
  readonly #reader: OrdersReader;
  readonly #loading: UntilRead;
  readonly #keeper: BoardKeeper;
  readonly #session: BoardSession;
  #isRemembered = false;
  #restaurantsCurrency: string | null = null;
  /** The cards as they are kept. */
  #keptCards: Cards = new Map();

  constructor(
    host: ReactiveControllerHost,
    session: BoardSession,
    noteDrafts: NoteDrafts,
    private readonly onOwn: (orderId: string, status: Order['status']) => void,
  ) {
    const onChange = (): void => host.requestUpdate();
    const now = (): number => session.clock.now();
    this.api = new OrdersApi(session);
    this.notices = new Notices(onChange);
    this.#session = session;
    this.#keeper = new BoardKeeper(() => this.#keep());
    this.#shelf = new CardShelf(() => this.#shelved(onChange));
    this.#reader = new OrdersReader(this.api, this.#shelf, now);
    const isLive = (): boolean => this.live.status === 'connected';
    this.pace = new KitchenPace(session, onChange, isLive);
    this.#loading = new UntilRead(() => this.#reader.load(), isLive);
    this.live = new LiveBoard(session, {
      onPlaced: (order) => this.#placed(order),
      onChanged: (frame) => this.#changed(frame),
      onAttention: (notice) => this.#shelf.put(withAttention(this.#shelf.cards, notice)),
      onPace: (pace) => this.pace.heard(pace),
      onOpened: () => void this.#readAll(),
      onTurned: () => this.#turned(onChange),
      ask: () => this.#readAll(),
    });
    const takes = (orderId: string): boolean => takesNotes(this.#shelf.cards, orderId, session.user.role);
    const returning = { drafts: noteDrafts, notices: this.notices, takesNotes: takes };
    this.moving = new Moving({
      userId: session.user.user_id,
      api: this.api,
      shelf: this.#shelf,
      notices: this.notices,
      now,
      onChange,
      isLive,
      isReachable: () => this.live.isReachable,
      onUnreached: () => this.live.doubt(),
      onOwn,
      onUnsaid: (change, note) => returnNote(change, note, returning),
      onJudged: (change) => tellNoteLeftOver(change, returning),
    });
    this.#remember();
    host.addController(this);
  }

  hostConnected(): void {
    this.#keeper.start();
    this.live.start();
    void this.#readAll().then((answered) => answered && this.live.heard());
  }

  hostDisconnected(): void {
    this.#keeper.stop();
    this.live.stop();
    this.moving.stop();
    this.#reader.stop();
    this.#loading.stop();
    this.pace.stop();
  }

  /** Whether there is anything to show: what was read, or what was known before a reload. */
  get isKnown(): boolean {
    return this.#reader.isLoaded || this.#isRemembered;
  }

  /** Every order that is known, as the board shows it: what waits to be sent counts as done. */
  get all(): readonly Order[] {
    return [...this.#shelf.cards.values()].map((order) => asShown(order, this.moving.kept));
  }

  order(orderId: string): Order | undefined {
    const order = this.#shelf.cards.get(orderId);
    return order && asShown(order, this.moving.kept);
  }

  /** Of new orders, as far as is known: the restaurant's, or that of its latest order. */
  get currency(): string | null {
    return this.#restaurantsCurrency ?? latestCurrency([...this.#shelf.cards.values()]);
  }

  /** The restaurant's, which someone may have changed; null where it could not be read now. */
  async readCurrency(): Promise<string | null> {
    const restaurant = await this.api.restaurant();
    if (restaurant) this.#restaurantsCurrency = restaurant.currency;
    return restaurant?.currency ?? null;
  }

  /** What no frame says of an order: who ordered, where it goes, what it costs. */
  async readOne(orderId: string): Promise<void> {
    const order = await this.api.order(orderId);
    if (order) this.put(order);
  }

  /**
   * One that someone looks at, who may have found it among those that are long over. It is as the board shows
   * it, which is not what the server has said.
   */
  lookAt(order: Order): void {
    this.#reader.lookedAt = order.order_id;
    this.#shelf.put(withFound(this.#shelf.cards, order));
  }

  /** One that was placed here. */
  placedHere(order: Order): void {
    this.onOwn(order.order_id, order.status);
    this.put(order);
  }

  /** One that was looked up. */
  put(order: Order): void {
    this.#shelf.put(withOrder(this.#shelf.cards, order));
  }

  /** What was known before a reload, until it is read anew. */
  #remember(): void {
    const kept = keptBoard(sessionStorage, this.#session.user.user_id);
    if (kept === null) {
      forgetBoard(sessionStorage);
      return;
    }
    [this.#isRemembered, this.#keptCards] = [true, kept.cards];
    this.live.heardAt = kept.heardAt;
    this.#session.clock.ahead = kept.ahead;
    this.#shelf.put(kept.cards);
  }

  #keep(): void {
    const { user, clock } = this.#session;
    const board = { heardAt: this.live.heardAt, ahead: clock.ahead, cards: this.#shelf.cards };
    if (this.isKnown) this.#keptCards = keepBoard(sessionStorage, user.user_id, board, this.#keptCards);
  }

  #shelved(onChange: () => void): void {
    onChange();
    this.#keeper.soon();
  }

  #turned(onChange: () => void): void {
    onChange();
    this.moving.wake();
  }

  /** @returns whether the orders could be read */
  async #readAll(): Promise<boolean> {
    const [isRead] = await Promise.all([this.#loading.now(), this.pace.read()]);
    return isRead;
  }

  /** What is told to all boards has neither address nor name: they are read. */
  #placed(order: BoardOrder): void {
    this.#shelf.put(withOrder(this.#shelf.cards, order));
    this.#reader.soon();
  }

  #changed(frame: OrderChanged): void {
    this.#shelf.put(withFrame(this.#shelf.cards, frame));
    this.#reader.soon(needsReading(frame) ? frame.order_id : null);
  }
}
