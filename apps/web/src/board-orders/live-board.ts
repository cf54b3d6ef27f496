import type { BoardOrder, OrderChanged } from '#libs/contracts';
import { type ConnectionStatus, LiveConnection, Token } from '#libs/tracker';
import type { BoardSession } from '../board-session/session.ts';

export const POLL_EVERY_MS = 10_000;
/** A server that answers sockets but not requests is not asked again and again for its sockets. */
const DOUBT_EVERY_MS = 10_000;

export interface LiveBoardEars {
  readonly onPlaced: (order: BoardOrder) => void;
  readonly onChanged: (frame: OrderChanged) => void;
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
    private readonly ears: LiveBoardEars,
  ) {
    this.#live = new LiveConnection({
      url: new URL('/board', location.origin).href,
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
    const { onPlaced, onChanged } = this.ears;
    socket.on('order.placed', onPlaced).on('order.changed', onChanged);
    socket.onAny(() => this.heard());
    socket.io.on('ping', () => this.heard());
  }

  #opened(): void {
    this.heard();
    this.ears.onOpened();
  }

  #turned(status: ConnectionStatus): void {
    this.status = status;
    if (status !== 'polling') this.#isAnswered = false;
    this.ears.onTurned();
  }

  async #poll(ended: AbortSignal, report: (ok: boolean) => void): Promise<void> {
    for (; !ended.aborted;) {
      const answered = await this.ears.ask();
      this.#isAnswered = answered && this.status === 'polling';
      if (answered) this.heard();
      report(answered);
      if (answered) this.ears.onTurned();
      await new Promise((soon) => setTimeout(soon, POLL_EVERY_MS));
    }
  }
}
