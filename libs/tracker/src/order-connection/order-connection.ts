import type {
  ClientToServerEvents,
  FollowAnswer,
  OrderChanged,
  Problem,
  ServerToClientEvents,
  Snapshot,
  SocketNamespace,
} from '#libs/contracts';
import type { Socket } from 'socket.io-client';
import type { ConnectionStatus } from '../connection/connection.machine.ts';
import { LiveConnection } from '../connection/live-connection.ts';
import { isPassing } from '../connection/refusal.ts';
import { Token, type TokenSource } from '../connection/token-source.ts';
import { callListener, notifyEach } from '../listeners/call-listener.ts';
import { serverClock } from '../server-clock/server-clock.ts';
import { Following, type OrderListener } from './following.ts';
import { poll } from './polling.ts';

export const ANSWER_TIMEOUT_MS = 5_000;
/** How often is asked over HTTP while the socket is down. */
export const POLL_EVERY_MS = 10_000;

const isOffline = (): boolean =>
  typeof navigator !== 'undefined' && (navigator as Partial<Navigator>).onLine === false;

type Granted = Extract<FollowAnswer, { ok: true }>;

const NAMESPACE: typeof SocketNamespace.Tracking = '/tracking';

export interface OrderConnectionOptions {
  /** Where the API and the sockets are, such as `https://orders.example`. */
  readonly origin: string;
  readonly token: TokenSource;
  readonly onStatus?: (status: ConnectionStatus) => void;
}

/**
 * Follows any number of orders over one socket: each order's versions only go up, by one; a gap is asked for;
 * after every reconnection each order is followed again from the version that is known. While the socket is
 * down the status is asked for over HTTP. A listener that throws is reported, and disturbs nothing else.
 */
export class OrderConnection {
  readonly #followed = new Map<string, Following>();
  readonly #watchers = new Set<(status: ConnectionStatus) => void>();
  readonly #origin: string;
  readonly #token: Token;
  readonly #live: LiveConnection;
  readonly #socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  #status: ConnectionStatus = 'disconnected';
  #refusal: Problem | null = null;
  /** Whether the server has ever been there. */
  #hasHeard = false;
  /** Set once it polls, and aborted when it no longer does. */
  #pollsEnd: AbortSignal | null = null;

  constructor({ origin, token, onStatus }: OrderConnectionOptions) {
    if (onStatus) this.#watchers.add(onStatus);
    this.#origin = origin;
    this.#token = new Token(token);
    this.#live = new LiveConnection({
      url: new URL(NAMESPACE, origin).href,
      token: this.#token,
      poll: (ended, report) => {
        this.#pollsEnd = ended;
        void poll(this.#polling, ended, report);
      },
      onOpened: () => this.#followAll(),
      onStatus: (status) => this.#turned(status),
      onRefused: (problem) => this.#refuseAll(problem),
      mayRest: () => !this.#listeners().some(({ staysAwake }) => callListener(() => staysAwake?.())),
    });
    this.#socket = this.#live.socket;
    this.#socket.on('order.changed', (frame) => this.#changed(frame));
    this.#live.start();
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  /** @returns ends the watching */
  watch(onStatus: (status: ConnectionStatus) => void): () => void {
    this.#watchers.add(onStatus);
    return () => void this.#watchers.delete(onStatus);
  }

  /**
   * @param known the last state that is known of it, so that only what is newer is sent
   * @returns ends the following
   */
  follow(orderId: string, listener: OrderListener, known: Snapshot | null = null): () => void {
    const refusal = this.#refusal;
    if (refusal) callListener(() => listener.onProblem(refusal));
    const following = this.#followed.get(orderId) ?? this.#begin(orderId, known);
    following.join(listener, known);
    const isUrgent = following.order.snapshot === null && listener.pollEveryMs !== null;
    if (isUrgent && this.#pollsEnd?.aborted === false) void this.#askByHttp(following, this.#pollsEnd);
    return () => this.#leave(following, listener);
  }

  /** Asks for an order's status over HTTP now. @returns whether there was an answer */
  async refresh(orderId: string): Promise<boolean> {
    const following = this.#followed.get(orderId);
    return following !== undefined && this.#askByHttp(following);
  }

  stop(): void {
    this.#followed.clear();
    this.#live.stop();
  }

  #begin(orderId: string, known: Snapshot | null): Following {
    const following = new Following(orderId, this.#origin, known);
    this.#followed.set(orderId, following);
    if (this.#socket.connected) void this.#ask(following);
    return following;
  }

  #leave(following: Following, listener: OrderListener): void {
    following.listeners.delete(listener);
    if (following.listeners.size > 0 || !this.#drop(following)) return;
    if (this.#socket.connected) this.#socket.emit('unfollow', { order_id: following.orderId });
  }

  /** @returns whether it was still followed */
  #drop(following: Following): boolean {
    return this.#isFollowed(following) && this.#followed.delete(following.orderId);
  }

  #listeners(): readonly OrderListener[] {
    return [...this.#followed.values()].flatMap(({ listeners }) => [...listeners]);
  }

  #turned(status: ConnectionStatus): void {
    this.#status = status;
    this.#hasHeard ||= status === 'connected';
    notifyEach(this.#watchers, (watcher) => watcher(status));
  }

  #followAll(): void {
    for (const following of this.#followed.values()) void this.#ask(following);
  }

  #changed(frame: OrderChanged): void {
    const following = this.#followed.get(frame.order_id);
    if (following === undefined) return;
    const outcome = following.order.change(frame);
    if (following.order.isBehind && !following.asking) void this.#ask(following);
    if (outcome === 'applied') following.notify();
  }

  async #ask(following: Following): Promise<void> {
    following.asking = true;
    const { since } = following.order;
    const request = { order_id: following.orderId, ...(since !== undefined && { since }) };
    const answer: unknown = await this.#socket
      .timeout(ANSWER_TIMEOUT_MS)
      .emitWithAck('follow', request)
      .catch(() => undefined);
    following.asking = false;
    if (answer === undefined) this.#unanswered();
    else if (this.#isFollowed(following)) this.#answered(following, answer as FollowAnswer, since);
  }

  /** A socket that takes a question and never answers is as good as closed. */
  #unanswered(): void {
    if (this.#socket.connected) this.#live.lost();
  }

  #answered(following: Following, answer: FollowAnswer, since = 0): void {
    if (answer.ok) this.#take(following, answer, since);
    else if (isPassing(answer.problem)) this.#live.lost();
    else this.#refuse(following, answer.problem);
  }

  /**
   * More changes may have come ahead of the answer than are kept. Where nothing is newer than before, it is
   * left to the next change to ask again, so that a server that lags is not asked without end.
   */
  #take(following: Following, { snapshot, now }: Granted, before: number): void {
    serverClock.hear(now);
    following.take(snapshot);
    const { isBehind, since = 0 } = following.order;
    if (isBehind && since > before && this.#isFollowed(following)) void this.#ask(following);
  }

  #isFollowed(following: Following): boolean {
    return this.#followed.get(following.orderId) === following;
  }

  #refuse(following: Following, problem: Problem): void {
    if (this.#drop(following)) following.refuse(problem);
  }

  #refuseAll(problem: Problem): void {
    this.#refusal = problem;
    for (const following of [...this.#followed.values()]) this.#refuse(following, problem);
  }

  readonly #polling = {
    everyMs: () => {
      const waits = this.#listeners().map(({ pollEveryMs = POLL_EVERY_MS }) => pollEveryMs ?? Infinity);
      const least = Math.min(...waits);
      return Number.isFinite(least) ? least : null;
    },
    // Whoever has just come, or has no network, learns at once whether there is an answer.
    isUrgent: () =>
      !this.#hasHeard ||
      isOffline() ||
      [...this.#followed.values()].some(({ order }) => order.snapshot === null),
    ask: async (ended: AbortSignal) => {
      const answers = await Promise.all(
        [...this.#followed.values()].map((following) => this.#askByHttp(following, ended)),
      );
      return answers.every((isAnswered) => isAnswered);
    },
  };

  async #askByHttp(following: Following, ended?: AbortSignal): Promise<boolean> {
    const token = await this.#token.current().catch(() => null);
    if (token === null) return false;
    const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const answer = await following.ask(token, ended ? AbortSignal.any([ended, timeout]) : timeout);
    this.#hasHeard ||= answer.kind !== 'unreachable';
    if (answer.kind === 'refused' && !isPassing(answer.problem))
      this.#refusedByHttp(following, answer.problem);
    return answer.kind === 'snapshot' || answer.kind === 'unchanged';
  }

  #refusedByHttp(following: Following, problem: Problem): void {
    if (problem.status === 401 && this.#token.refused()) return;
    this.#refuse(following, problem);
  }
}
