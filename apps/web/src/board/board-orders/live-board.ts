import type { BoardOrder, OrderAttention, OrderChanged, Pace, SocketNamespace } from '#libs/contracts';
import {
  callListener,
  type ConnectionStatus,
  LiveConnection,
  POLL_EVERY_MS,
  reportThrown,
  Token,
} from '#libs/tracker';
import type { BoardSession } from '../../account/board-session/session.ts';

const NAMESPACE: typeof SocketNamespace.Board = '/board';
/** A server that answers sockets but not requests is not asked again and again for its sockets. */
const DOUBT_EVERY_MS = 10_000;

/** What throws here is reported, and ends neither the connection nor the asking. */
export interface LiveBoardCallbacks {
  readonly onPlaced: (order: BoardOrder) => void;
  readonly onChanged: (frame: OrderChanged) => void;
  readonly onAttention: (notice: OrderAttention) => void;
  readonly onPace: (pace: Pace) => void;
  /** After every (re)connection: what came in between was missed. */
  readonly onOpened: () => void;
  /** The connection is another one, or there was an answer without one. */
  readonly onTurned: () => void;
  /** Asks over HTTP, while the socket is down. @returns whether there was an answer */
  readonly ask: () => Promise<boolean>;
}

/** The board's socket, and since when nothing was heard. */
export class LiveBoard {
  status: ConnectionStatus = 'disconnected';
  /** When the server was last heard of, in ms; 0 before the first time. */
  heardAt = 0;
  /** When this page began to look for the server, in ms. */
  startedAt = 0;
  #doubtedAt = 0;
  /** Whether the latest question over HTTP was answered, while the socket is down. */
  #isAnswered = false;
  readonly #live: LiveConnection;

  constructor(
    session: BoardSession,
    private readonly callbacks: LiveBoardCallbacks,
  ) {
    this.#live = new LiveConnection({
      url: new URL(NAMESPACE, location.origin).href,
      token: new Token((refused) => session.token(refused)),
      poll: (ended, report) => void this.#poll(ended, report),
      onOpened: () => this.#opened(),
      onStatus: (status) => this.#turned(status),
      onRefused: ({ code }) => session.refused(code),
    });
    this.#listen();
  }

  start(): void {
    this.startedAt = Date.now();
    this.#live.start();
  }

  stop(): void {
    this.#live.stop();
  }

  /** Whether anyone would hear. Polling is hope only, until it has been answered. */
  get isReachable(): boolean {
    return this.status === 'connected' || (this.status === 'polling' && this.#isAnswered);
  }

  heard(): void {
    this.heardAt = Date.now();
  }

  /** A request found no one, though the socket seems open: look whether it still is. */
  doubt(): void {
    if (this.status !== 'connected' || Date.now() - this.#doubtedAt < DOUBT_EVERY_MS) return;
    this.#doubtedAt = Date.now();
    this.#live.lost();
  }

  #listen(): void {
    const { socket } = this.#live;
    const { onPlaced, onChanged, onAttention, onPace } = this.callbacks;
    socket
      .on('order.placed', (order: BoardOrder) => callListener(() => onPlaced(order)))
      .on('order.changed', (frame: OrderChanged) => callListener(() => onChanged(frame)))
      .on('order.attention', (notice: OrderAttention) => callListener(() => onAttention(notice)))
      .on('pace.changed', (pace: Pace) => callListener(() => onPace(pace)));
    socket.onAny(() => this.heard());
    socket.io.on('ping', () => this.heard());
  }

  #opened(): void {
    this.heard();
    this.callbacks.onOpened();
  }

  #turned(status: ConnectionStatus): void {
    this.status = status;
    if (status !== 'polling') this.#isAnswered = false;
    this.callbacks.onTurned();
  }

  async #poll(ended: AbortSignal, report: (ok: boolean) => void): Promise<void> {
    for (; !ended.aborted;) {
      const answered = await this.#ask();
      this.#isAnswered = answered && this.status === 'polling';
      if (answered) this.heard();
      report(answered);
      if (answered) callListener(() => this.callbacks.onTurned());
      await new Promise((soon) => setTimeout(soon, POLL_EVERY_MS));
    }
  }

  async #ask(): Promise<boolean> {
    try {
      return await this.callbacks.ask();
    } catch (error) {
      reportThrown(error);
      return false;
    }
  }
}
