import type { Draining, Problem } from '#libs/contracts';
import { io, type Socket } from 'socket.io-client';
import { type Actor, createActor, fromCallback } from 'xstate';
import { connectionMachine, type ConnectionStatus, connectionStatusOf, OPEN_TIMEOUT_MS } from './connection.machine.ts';
import { isPassing, problemIn } from './refusal.ts';
import type { Token } from './token-source.ts';

export interface LiveConnectionOptions {
  /** Origin and namespace, such as `https://orders.example/tracking`. */
  readonly url: string;
  readonly token: Token;
  /** Runs for as long as the socket is down; reports each question's outcome until the signal aborts. */
  readonly poll: (signal: AbortSignal, report: (ok: boolean) => void) => void;
  /** Called after every (re)connection. */
  readonly onOpened: () => void;
  readonly onStatus: (status: ConnectionStatus) => void;
  /** Refused for good. */
  readonly onRefused: (problem: Problem) => void;
}

/** A socket that is opened, watched and opened again by the connection machine alone; Socket.IO's own reconnection is off. */
export class LiveConnection {
  readonly socket: Socket;
  readonly #options: LiveConnectionOptions;
  readonly #actor: Actor<typeof connectionMachine>;
  readonly #nudge = (): void => this.#actor.send({ type: 'nudged' });
  /** None where this runs outside a browser. */
  readonly #page = typeof window === 'undefined' ? null : window;
  #status: ConnectionStatus | null = null;

  constructor(options: LiveConnectionOptions) {
    this.#options = options;
    this.socket = io(options.url, {
      autoConnect: false,
      reconnection: false,
      forceNew: true,
      transports: ['websocket'],
      timeout: OPEN_TIMEOUT_MS,
      auth: (give) => void this.#authenticate(give),
    });
    this.#actor = createActor(this.#machine(), { input: { now: Date.now, random: Math.random } });
    this.#listen();
  }

  start(): void {
    this.#actor.subscribe((state) => this.#tell(connectionStatusOf(state)));
    this.#actor.start();
    this.#page?.addEventListener('online', this.#nudge);
    this.#page?.document.addEventListener('visibilitychange', this.#nudge);
  }

  stop(): void {
    this.#page?.removeEventListener('online', this.#nudge);
    this.#page?.document.removeEventListener('visibilitychange', this.#nudge);
    this.#actor.send({ type: 'stop' });
  }

  /** The socket is open but answers no more: begin again. */
  lost(): void {
    this.socket.disconnect();
    this.#actor.send({ type: 'closed' });
  }

  /** Something else than the handshake was refused for good. */
  refuse(problem: Problem): void {
    this.#options.onRefused(problem);
    this.#actor.send({ type: 'refused' });
  }

  #machine(): typeof connectionMachine {
    const { poll } = this.#options;
    return connectionMachine.provide({
      actions: {
        open: () => this.socket.disconnect().connect(),
        close: () => this.socket.disconnect(),
      },
      actors: {
        polling: fromCallback(({ sendBack }) => {
          const ended = new AbortController();
          poll(ended.signal, (ok) => sendBack({ type: 'polled', ok }));
          return () => ended.abort();
        }),
      },
    });
  }

  #listen(): void {
    const { token, onOpened } = this.#options;
    this.socket.on('connect', () => {
      token.accepted();
      this.#actor.send({ type: 'opened' });
      onOpened();
    });
    this.socket.on('disconnect', (reason) => {
      if (reason !== 'io client disconnect') this.#actor.send({ type: 'closed' });
    });
    this.socket.on('connect_error', (error: Error & { readonly data?: unknown }) => this.#failed(problemIn(error.data)));
    this.socket.on('draining', ({ reconnect_in_ms }: Draining) => this.#actor.send({ type: 'draining', reconnectInMs: reconnect_in_ms }));
  }

  async #authenticate(give: (auth: { token: string }) => void): Promise<void> {
    try {
      give({ token: await this.#options.token.current() });
    } catch {
      // Whoever hands out tokens cannot at the moment; a later attempt asks again.
      this.lost();
    }
  }

  #failed(problem: Problem | null): void {
    const forGood = problem !== null && !isPassing(problem) && !(problem.status === 401 && this.#options.token.refused());
    if (forGood) this.refuse(problem);
    else this.#actor.send({ type: 'closed' });
  }

  #tell(status: ConnectionStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#options.onStatus(status);
  }
}
