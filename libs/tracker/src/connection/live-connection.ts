import type { ClientToServerEvents, Problem, ServerToClientEvents } from '#libs/contracts';
import { io, type Socket } from 'socket.io-client';
import {
  connectionContext,
  connectionDelays,
  type ConnectionContext,
  type ConnectionEvent,
  connectionMachine,
  connectionMemory,
  type ConnectionStatus,
  connectionStatusOf,
  OPEN_TIMEOUT_MS,
} from './connection.machine.ts';
import { callListener } from '../listeners/call-listener.ts';
import { MachineRunner } from './machine-runner.ts';
import { isPassing, problemIn } from './refusal.ts';
import type { Token } from './token-source.ts';

export interface LiveConnectionOptions {
  /** Origin and namespace, such as `https://orders.example/tracking`. */
  readonly url: string;
  readonly token: Token;
  /** Runs for as long as the socket is down; reports each question's outcome until the signal aborts. */
  readonly poll: (signal: AbortSignal, report: (ok: boolean) => void) => void;
  /**
   * Called after every (re)connection, and when someone looks at a page that was long out of sight: something
   * may have been missed.
   */
  readonly onOpened: () => void;
  readonly onStatus: (status: ConnectionStatus) => void;
  /** Refused for good. */
  readonly onRefused: (problem: Problem) => void;
  /**
   * Whether the server may be let go while nobody sees the page; asked when it has been hidden for a while.
   * Never, by default.
   */
  readonly mayRest?: () => boolean;
}

/** A look at another tab does not cost a reconnection. */
export const REST_AFTER_MS = 30_000;

/**
 * A socket that is opened, watched and opened again by the connection machine alone; Socket.IO's own
 * reconnection is off.
 */
export class LiveConnection {
  readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  readonly #options: LiveConnectionOptions;
  readonly #life: MachineRunner<ConnectionContext, ConnectionEvent>;
  readonly #nudge = (): void => this.#life.send({ type: 'nudged' });
  /** A socket may take a minute to notice that its network is gone; the browser knows at once. */
  readonly #cut = (): void => this.lost();
  readonly #seen = (): void => this.#lookedAt();
  /** None where this runs outside a browser. */
  readonly #page = typeof window === 'undefined' ? null : window;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** When the page was hidden, in ms; 0 while it is seen. */
  #hiddenAt = 0;
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
    this.#life = this.#machine();
    this.#listen();
  }

  start(): void {
    this.#life.start();
    this.#page?.addEventListener('online', this.#nudge);
    this.#page?.addEventListener('offline', this.#cut);
    this.#page?.document.addEventListener('visibilitychange', this.#seen);
    this.#seen();
  }

  stop(): void {
    clearTimeout(this.#rest);
    this.#page?.removeEventListener('online', this.#nudge);
    this.#page?.removeEventListener('offline', this.#cut);
    this.#page?.document.removeEventListener('visibilitychange', this.#seen);
    this.#life.send({ type: 'stop' });
  }

  /** The socket is open but answers no more: begin again. */
  lost(): void {
    this.socket.disconnect();
    this.#life.send({ type: 'closed' });
  }

  /** Something else than the handshake was refused for good. */
  refuse(problem: Problem): void {
    this.#life.send({ type: 'refused' });
    callListener(() => this.#options.onRefused(problem));
  }

  #machine(): MachineRunner<ConnectionContext, ConnectionEvent> {
    const { poll } = this.#options;
    return new MachineRunner<ConnectionContext, ConnectionEvent>(connectionMachine, {
      context: connectionContext({ now: () => performance.now(), random: Math.random }),
      actions: {
        ...connectionMemory,
        open: () => this.#begin(),
        close: () => this.#end(),
      },
      delays: connectionDelays,
      actors: {
        polling: () => {
          const ended = new AbortController();
          poll(ended.signal, (ok) => this.#life.send({ type: 'polled', ok }));
          return () => ended.abort();
        },
      },
      onStep: (state, context) => this.#turned(connectionStatusOf(state, context)),
    });
  }

  #begin(): undefined {
    const { io } = this.socket.disconnect().connect();
    // Socket.IO is deaf to an end before the server's first packet, and would wait until the attempt has
    // taken too long.
    io.engine.once('close', (reason) => {
      if (reason !== 'forced close') this.#life.send({ type: 'closed' });
    });
  }

  #end(): undefined {
    this.socket.disconnect();
  }

  #lookedAt(): void {
    clearTimeout(this.#rest);
    if (this.#page?.document.visibilityState === 'hidden') {
      this.#hiddenAt = Date.now();
      this.#rest = setTimeout(
        () => this.#options.mayRest?.() && this.#life.send({ type: 'rested' }),
        REST_AFTER_MS,
      );
      return;
    }
    // By the machine's clock: where it was set meanwhile, the server is asked what it is there.
    const wasAway = this.#hiddenAt > 0 && Math.abs(Date.now() - this.#hiddenAt) >= REST_AFTER_MS;
    this.#hiddenAt = 0;
    if (wasAway && this.socket.connected) this.#opened();
    else this.#nudge();
  }

  #listen(): void {
    this.socket.on('connect', () => {
      this.#options.token.accepted();
      this.#life.send({ type: 'opened' });
      this.#opened();
    });
    this.socket.on('disconnect', (reason) => {
      if (reason !== 'io client disconnect') this.#life.send({ type: 'closed' });
    });
    this.socket.on('connect_error', (error: Error & { readonly data?: unknown }) =>
      this.#failed(problemIn(error.data)),
    );
    this.socket.on('draining', ({ reconnect_in_ms }) =>
      this.#life.send({ type: 'draining', reconnectInMs: reconnect_in_ms }),
    );
    this.socket.on('token_expiring', () => void this.#renew());
  }

  async #authenticate(give: (auth: { token: string }) => void): Promise<void> {
    const token = await this.#options.token.current().catch(() => null);
    // Whoever hands out tokens cannot at the moment; a later attempt asks again.
    if (token === null) this.lost();
    else give({ token });
  }

  /** Where there is no other, the connection ends with its token, and the next one asks again. */
  async #renew(): Promise<void> {
    const token = await this.#options.token.next().catch(() => null);
    if (token !== null && this.socket.connected) this.socket.emit('renew', { token });
  }

  #opened(): void {
    callListener(() => this.#options.onOpened());
  }

  #failed(problem: Problem | null): void {
    const forGood =
      problem !== null && !isPassing(problem) && !(problem.status === 401 && this.#options.token.refused());
    if (forGood) this.refuse(problem);
    else this.#life.send({ type: 'closed' });
  }

  #turned(status: ConnectionStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#options.onStatus(status);
  }
}
