import type { Problem, Snapshot } from '#libs/contracts';
import { callListener, notifyEach } from '../listeners/call-listener.ts';
import { FollowedOrder } from './followed-order.ts';
import { type StatusAnswer, StatusQuestion } from './status-question.ts';

export interface OrderListener {
  /**
   * The order as now known, after each change, in order of versions; once more after each confirmation that
   * nothing changed.
   */
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** This order cannot be followed with this token: it does not exist, is not theirs, or the link is dead. */
  readonly onProblem: (problem: Problem) => void;
  /** How often to ask over HTTP while the socket is down; 10 s by default, null for never. */
  readonly pollEveryMs?: number | null;
  /** Whether to stay connected while nobody sees the page, as for a notification. */
  readonly staysAwake?: () => boolean;
}

/** One order that is followed, and all who want to hear of it. */
export class Following {
  readonly order: FollowedOrder;
  readonly listeners = new Set<OrderListener>();
  /** Whether an answer to `follow` is on its way. */
  asking = false;
  readonly #question: StatusQuestion;

  /** @param known the last state that is known of it */
  constructor(
    readonly orderId: string,
    origin: string,
    known: Snapshot | null,
  ) {
    this.order = new FollowedOrder(known);
    this.#question = new StatusQuestion(origin, orderId);
  }

  /** Whoever comes later hears at once what is known. */
  join(listener: OrderListener, known: Snapshot | null): void {
    if (known) this.order.answer(known);
    this.listeners.add(listener);
    const { snapshot } = this.order;
    if (snapshot && snapshot !== known) callListener(() => listener.onSnapshot(snapshot));
  }

  take(snapshot: Snapshot): void {
    this.order.answer(snapshot);
    this.notify();
  }

  notify(): void {
    const { snapshot } = this.order;
    if (snapshot) notifyEach(this.listeners, ({ onSnapshot }) => onSnapshot(snapshot));
  }

  refuse(problem: Problem): void {
    notifyEach(this.listeners, ({ onProblem }) => onProblem(problem));
  }

  /** Asks over HTTP, and hands on what is answered. */
  async ask(token: string, signal: AbortSignal): Promise<StatusAnswer> {
    const answer = await this.#question.ask(token, signal);
    if (answer.kind === 'snapshot') this.take(answer.snapshot);
    if (answer.kind === 'unchanged') this.notify();
    return answer;
  }
}
