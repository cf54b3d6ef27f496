import { io, type Socket } from 'socket.io-client';
import {
  followAnswerSchema,
  orderChangedSchema,
  type Problem,
  problemSchema,
  SocketEvent,
  SocketNamespace,
} from '#libs/contracts';

/** Who hears what a screen is shown. Times by `performance.now()`. */
export interface Watcher {
  snapshot(version: number, at: number): void;
  frame(version: number, at: number): void;
  /** The order cannot be followed, or a frame is not of its shape. */
  trouble(code: string): void;
}

export const tokenOf = (trackingUrl: string): string => new URL(trackingUrl).hash.slice(1);

/** How long an answer to `follow` may take, in ms. */
const patience = 10_000;

/**
 * A customer's open tracking link: one socket that follows one order, and asks for the missing part after a
 * lost connection.
 */
export class OrderScreen {
  readonly #socket: Socket;
  #since: number | undefined;

  private constructor(
    url: string,
    token: string,
    private readonly watcher: Watcher,
  ) {
    this.#socket = io(`${url}${SocketNamespace.Tracking}`, {
      auth: { token },
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 200,
      reconnectionDelayMax: 2_000,
    });
    this.#socket.on(SocketEvent.OrderChanged, (frame: unknown) => {
      this.#show(frame, performance.now());
    });
  }

  /** Resolves once the order is followed, or cannot be: its watcher is told which. */
  static async open(url: string, token: string, watcher: Watcher): Promise<OrderScreen> {
    const screen = new OrderScreen(url, token, watcher);
    await screen.#opened();
    return screen;
  }

  close(): void {
    this.#socket.disconnect();
  }

  #opened(): Promise<void> {
    return new Promise((resolve) => {
      const giveUp = (code: string): void => {
        this.watcher.trouble(code);
        resolve();
      };
      const late = setTimeout(() => {
        giveUp('not connected in time');
      }, patience);
      this.#socket.on('connect', () => {
        clearTimeout(late);
        void this.#follow().then(resolve);
      });
      this.#socket.on('connect_error', (error) => {
        const problem = refusal(error);
        if (problem === undefined) return;
        clearTimeout(late);
        giveUp(problem.code);
      });
    });
  }

  /**
   * The answer is taken in a callback: by the time that a promise of it is awaited, frames behind it may have
   * been shown.
   */
  #follow(): Promise<void> {
    const wish = this.#since === undefined ? {} : { since: this.#since };
    return new Promise((resolve) => {
      this.#socket
        .timeout(patience)
        .emit(SocketEvent.Follow, wish, (error: Error | null, answer: unknown) => {
          this.#answered(error, answer);
          resolve();
        });
    });
  }

  #answered(error: Error | null, answer: unknown): void {
    const read = followAnswerSchema.safeParse(answer);
    if (!read.success)
      this.watcher.trouble(error === null ? 'malformed answer to follow' : 'no answer to follow');
    else if (!read.data.ok) this.watcher.trouble(read.data.problem.code);
    else this.#shown(read.data.snapshot.version);
  }

  #shown(version: number): void {
    this.#since = version;
    this.watcher.snapshot(version, performance.now());
  }

  #show(frame: unknown, at: number): void {
    const read = orderChangedSchema.safeParse(frame);
    if (!read.success) {
      this.watcher.trouble('malformed frame');
      return;
    }
    this.#since = Math.max(this.#since ?? 0, read.data.version);
    this.watcher.frame(read.data.version, at);
  }
}

/** What a refused handshake says; undefined where the connection merely failed and is tried again. */
function refusal(error: Error): Problem | undefined {
  return 'data' in error ? problemSchema.safeParse(error.data).data : undefined;
}
