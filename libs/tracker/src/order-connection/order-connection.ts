import type { Follow, FollowAnswer, OrderChanged, Problem, Snapshot } from '#libs/contracts';
import type { Socket } from 'socket.io-client';
import type { ConnectionStatus } from '../connection/connection.machine.ts';
import { LiveConnection } from '../connection/live-connection.ts';
import { isPassing } from '../connection/refusal.ts';
import { Token, type TokenSource } from '../connection/token-source.ts';
import { FollowedOrder } from './followed-order.ts';
import { StatusQuestion } from './status-question.ts';

const ANSWER_TIMEOUT_MS = 5_000;
export const POLL_EVERY_MS = 10_000;
/** A restart is over before most clients have polled once, so that they do not all ask at the moment it ends. */
const POLL_FIRST_WITHIN_MS = 3_000;

interface FollowSocket {
  follow: (request: Follow, answer: (answer: FollowAnswer) => void) => void;
  unfollow: (request: { order_id: string }) => void;
}

export interface OrderConnectionOptions {
  /** Where the API and the sockets are, such as `https://orders.example`. */
  readonly origin: string;
  readonly token: TokenSource;
  readonly onStatus?: (status: ConnectionStatus) => void;
  readonly pollEveryMs?: number;
}

export interface OrderListener {
  /** The order as now known, after each change, in order of versions; once more after each confirmation that nothing changed. */
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** This order cannot be followed with this token: it does not exist, is not theirs, or the link is dead. */
  readonly onProblem: (problem: Problem) => void;
}

interface Following {
  readonly orderId: string;
  readonly order: FollowedOrder;
  readonly question: StatusQuestion;
  readonly listener: OrderListener;
  asking: boolean;
}

/**
 * Follows any number of orders over one socket: each order's versions only go up, by one; a gap is asked for; after every reconnection
 * each order is followed again from the version that is known. While the socket is down the status is asked for over HTTP.
 */
export class OrderConnection {
  readonly #followed = new Map<string, Following>();
  readonly #origin: string;
  readonly #pollEveryMs: number;
  readonly #token: Token;
  readonly #live: LiveConnection;
  readonly #socket: Socket<{ 'order.changed': (frame: OrderChanged) => void }, FollowSocket>;

  constructor({ origin, token, onStatus = () => undefined, pollEveryMs = POLL_EVERY_MS }: OrderConnectionOptions) {
    this.#origin = origin;
    this.#pollEveryMs = pollEveryMs;
    this.#token = new Token(token);
    this.#live = new LiveConnection({
      url: new URL('/tracking', origin).href,
      token: this.#token,
      poll: (signal, report) => void this.#poll(signal, report),
      onOpened: () => this.#followAll(),
      onStatus,
      onRefused: (problem) => this.#refuseAll(problem),
    });
    this.#socket = this.#live.socket;
    this.#socket.on('order.changed', (frame) => this.#changed(frame));
    this.#live.start();
  }

  /**
   * @param known the last state that is known of it, so that only what is newer is sent
   * @returns ends the following
   */
  follow(orderId: string, listener: OrderListener, known: Snapshot | null = null): () => void {
    const question = new StatusQuestion(this.#origin, orderId);
    const following: Following = { orderId, order: new FollowedOrder(known), question, listener, asking: false };
    this.#followed.set(orderId, following);
    if (this.#socket.connected) void this.#ask(following);
    return () => this.#unfollow(following);
  }

  /** Asks for an order's status over HTTP now. @returns whether there was an answer */
  async refresh(orderId: string): Promise<boolean> {
    const following = this.#followed.get(orderId);
    return following !== undefined && this.#askByHttp(following, AbortSignal.timeout(ANSWER_TIMEOUT_MS));
  }

  stop(): void {
    this.#followed.clear();
    this.#live.stop();
  }

  #unfollow(following: Following): void {
    if (this.#followed.get(following.orderId) !== following) return;
    this.#followed.delete(following.orderId);
    if (this.#socket.connected) this.#socket.emit('unfollow', { order_id: following.orderId });
  }

  #followAll(): void {
    for (const following of this.#followed.values()) void this.#ask(following);
  }

  #changed(frame: OrderChanged): void {
    const following = this.#followed.get(frame.order_id);
    if (following === undefined) return;
    const outcome = following.order.change(frame);
    if (outcome === 'gap' && !following.asking) void this.#ask(following);
    if (outcome === 'applied') this.#tell(following);
  }

  async #ask(following: Following): Promise<void> {
    following.asking = true;
    const { since } = following.order;
    const request = { order_id: following.orderId, ...(since !== undefined && { since }) };
    try {
      const answer: unknown = await this.#socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('follow', request);
      this.#answered(following, answer as FollowAnswer);
    } catch {
      // A socket that takes a question and never answers is as good as closed.
      if (this.#socket.connected) this.#live.lost();
    } finally {
      following.asking = false;
    }
  }

  #answered(following: Following, answer: FollowAnswer): void {
    if (answer.ok) this.#take(following, answer.snapshot);
    else if (isPassing(answer.problem)) this.#live.lost();
    else this.#refuse(following, answer.problem);
  }

  #take(following: Following, snapshot: Snapshot): void {
    following.order.answer(snapshot);
    this.#tell(following);
  }

  #tell({ orderId, order, listener }: Following): void {
    if (this.#followed.has(orderId) && order.snapshot) listener.onSnapshot(order.snapshot);
  }

  #refuse(following: Following, problem: Problem): void {
    if (this.#followed.get(following.orderId) !== following) return;
    this.#followed.delete(following.orderId);
    following.listener.onProblem(problem);
  }

  #refuseAll(problem: Problem): void {
    for (const following of this.#followed.values()) this.#refuse(following, problem);
  }

  async #poll(ended: AbortSignal, report: (ok: boolean) => void): Promise<void> {
    const knowsAll = [...this.#followed.values()].every(({ order }) => order.snapshot !== null);
    const first = Math.min(this.#pollEveryMs, POLL_FIRST_WITHIN_MS) * (0.5 + Math.random() / 2);
    let wait = knowsAll ? first : 0;
    while (await passed(wait, ended)) {
      const answers = await Promise.all([...this.#followed.values()].map((following) => this.#askByHttp(following, ended)));
      if (!ended.aborted) report(answers.every((answered) => answered));
      wait = this.#pollEveryMs;
    }
  }

  async #askByHttp(following: Following, signal: AbortSignal): Promise<boolean> {
    const token = await this.#token.current().catch(() => null);
    if (token === null) return false;
    const answer = await following.question.ask(token, signal);
    if (answer.kind === 'snapshot') this.#take(following, answer.snapshot);
    if (answer.kind === 'unchanged') this.#tell(following);
    if (answer.kind === 'refused' && !isPassing(answer.problem)) this.#refusedByHttp(following, answer.problem);
    return answer.kind === 'snapshot' || answer.kind === 'unchanged';
  }

  #refusedByHttp(following: Following, problem: Problem): void {
    if (problem.status === 401 && this.#token.refused()) return;
    this.#refuse(following, problem);
  }
}

/** @returns whether the time passed before the signal ended the waiting */
function passed(ms: number, ended: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (ended.aborted) {
      resolve(false);
      return;
    }
    const timer = setTimeout(() => resolve(true), ms);
    const giveUp = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    ended.addEventListener('abort', giveUp, { once: true });
  });
}
