import type { BoardOrder, Order, OrderChanged, Snapshot } from '#libs/contracts';
import { type ConnectionStatus, isFinal, LiveConnection, Token } from '#libs/tracker';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type BoardSession, SessionOverError } from '../board-session/session.ts';
import { type Card, type Cards, withChange, withListing, withOrder, withSnapshot } from './cards.ts';
import { NotReadableError, OrdersApi } from './orders-api.ts';

export const UNDO_MS = 10_000;
const POLL_EVERY_MS = 10_000;

type Status = Order['status'];
/** The last move, while it can be taken back with one tap. */
export interface Undoable {
  /** As it was before the move. */
  readonly order: Card['order'];
  readonly to: Status;
  /** The version that the move made; only that one is taken back. */
  readonly version: number;
  /** In ms. */
  readonly until: number;
}

/** The board's orders, live, and what its person does with them. A tap shows at once; a refusal takes it back and says why. */
export class BoardOrders implements ReactiveController {
  status: ConnectionStatus = 'disconnected';
  downSince = Date.now();
  isLoaded = false;
  undoable: Undoable | null = null;
  refusal: string | null = null;
  #cards: Cards = new Map();
  readonly #moving = new Map<string, Status>();
  readonly #host: ReactiveControllerHost;
  readonly #api: OrdersApi;
  readonly #session: BoardSession;
  readonly #onOver: () => void;
  #live: LiveConnection | null = null;

  constructor(host: ReactiveControllerHost, session: BoardSession, onOver: () => void) {
    this.#host = host;
    this.#session = session;
    this.#api = new OrdersApi(session);
    this.#onOver = onOver;
    host.addController(this);
  }

  hostConnected(): void {
    this.#live = new LiveConnection({
      url: new URL('/board', location.origin).href,
      token: new Token((refused) => this.#session.token(refused)),
      poll: (ended, report) => void this.#poll(ended, report),
      onOpened: () => void this.#load(),
      onStatus: (status) => this.#turned(status),
      onRefused: () => this.#onOver(),
    });
    this.#live.socket.on('order.placed', (order: BoardOrder) => void this.#placed(order));
    this.#live.socket.on('order.changed', (frame: OrderChanged) => void this.#changed(frame));
    this.#live.start();
    void this.#load();
  }

  hostDisconnected(): void {
    this.#live?.stop();
  }

  /** The cards of these statuses, the oldest first; a card whose move is on its way stands where it will be. */
  cardsOf(statuses: readonly Status[]): readonly Card[] {
    return [...this.#cards.values()]
      .filter(({ order }) => statuses.includes(this.statusOf(order)))
      .sort((one, other) => one.order.placed_at.localeCompare(other.order.placed_at));
  }

  statusOf({ order_id, status }: Card['order']): Status {
    return this.#moving.get(order_id) ?? status;
  }

  isMoving = (orderId: string): boolean => this.#moving.has(orderId);

  async move(order: Card['order'], to: Status): Promise<void> {
    if (this.isMoving(order.order_id)) return;
    await this.#moveTo(order, to, async () => {
      const verdict = await this.#api.move(order, to);
      if (verdict.ok && verdict.snapshot.result !== 'already_applied') this.#offerUndo(order, verdict.snapshot);
      return verdict;
    });
  }

  async undo(): Promise<void> {
    const { undoable } = this;
    this.undoable = null;
    if (undoable === null || this.isMoving(undoable.order.order_id)) return;
    const { order, version } = undoable;
    await this.#moveTo(order, order.status, () => this.#api.recall({ order_id: order.order_id, version }));
  }

  dismissRefusal(): void {
    this.refusal = null;
    this.#host.requestUpdate();
  }

  async #moveTo({ order_id, order_number }: Card['order'], to: Status, send: () => ReturnType<OrdersApi['move']>): Promise<void> {
    this.#moving.set(order_id, to);
    this.refusal = null;
    this.#host.requestUpdate();
    try {
      const verdict = await send();
      if (!verdict.ok) this.refusal = `${order_number}: ${verdict.problem.detail}`;
      const snapshot: Snapshot | undefined = verdict.ok ? verdict.snapshot : verdict.problem.snapshot;
      if (snapshot) this.#cards = withSnapshot(this.#cards, snapshot);
    } catch (error) {
      this.#ended(error);
    } finally {
      this.#moving.delete(order_id);
      this.#host.requestUpdate();
    }
  }

  #offerUndo(order: Card['order'], { status: to, version }: Snapshot): void {
    const offer = { order, to, version, until: Date.now() + UNDO_MS };
    this.undoable = offer;
    setTimeout(() => {
      if (this.undoable === offer) this.undoable = null;
      this.#host.requestUpdate();
    }, UNDO_MS);
  }

  #turned(status: ConnectionStatus): void {
    if (this.status === 'connected') this.downSince = Date.now();
    this.status = status;
    this.#host.requestUpdate();
  }

  async #load(): Promise<boolean> {
    const before = this.#cards;
    try {
      const listing = await this.#api.active();
      this.#set(withListing(this.#cards, listing, before));
      this.isLoaded = true;
      void this.#learnEstimates();
      return true;
    } catch (error) {
      this.#ended(error);
      return false;
    }
  }

  /** A listing has no estimates; they are read once for each order that the kitchen still has. */
  async #learnEstimates(): Promise<void> {
    for (const { order, estimate } of this.#cards.values()) {
      if (estimate !== undefined || isFinal(order.status)) continue;
      await this.#learn(async () => {
        const snapshot = await this.#api.status(order.order_id);
        return withSnapshot(this.#cards, snapshot);
      });
    }
  }

  /** A placed order comes without its address, which stays behind the log-in. */
  async #placed(order: BoardOrder): Promise<void> {
    this.#set(withOrder(this.#cards, order));
    if (order.fulfilment === 'delivery') await this.#learnOrder(order.order_id);
    await this.#learnEstimates();
  }

  async #changed(frame: OrderChanged): Promise<void> {
    if (this.#cards.has(frame.order_id)) this.#set(withChange(this.#cards, frame));
    else if (!isFinal(frame.status)) await this.#learnOrder(frame.order_id);
  }

  #learnOrder(orderId: string): Promise<void> {
    return this.#learn(async () => {
      const order = await this.#api.order(orderId);
      return withOrder(this.#cards, order);
    });
  }

  async #learn(read: () => Promise<Cards>): Promise<void> {
    try {
      this.#set(await read());
    } catch (error) {
      this.#ended(error);
    }
  }

  #set(cards: Cards): void {
    this.#cards = cards;
    this.#host.requestUpdate();
  }

  /** No network and an answer that makes no sense pass by themselves; a session that is over does not. */
  #ended(error: unknown): void {
    if (error instanceof SessionOverError) this.#onOver();
    else if (!(error instanceof NotReadableError || error instanceof TypeError)) throw error;
  }

  async #poll(ended: AbortSignal, report: (ok: boolean) => void): Promise<void> {
    for (; !ended.aborted; ) {
      const answered = await this.#load();
      report(answered);
      await new Promise((soon) => setTimeout(soon, POLL_EVERY_MS));
    }
  }
}
