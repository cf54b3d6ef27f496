import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Problem, Snapshot } from '#libs/contracts';
import type { ConnectionStatus } from '../connection/connection.machine.ts';
import { OrderConnection } from '../order-connection/order-connection.ts';
import { forget, recollect, remember } from './snapshot-memory.ts';

/** Which order is followed, with what right, and from where. */
export interface Target {
  readonly orderId: string;
  readonly token: string;
  readonly server: string;
}

export interface FollowingEvents {
  readonly onVersion: (snapshot: Snapshot, previous: Snapshot | null) => void;
  readonly onStatus: (status: ConnectionStatus) => void;
  readonly onProblem: (problem: Problem) => void;
}

const isSame = (one: Target | null, other: Target | null): boolean =>
  one?.orderId === other?.orderId && one?.token === other?.token && one?.server === other?.server;

/** Keeps an element on one order: what is known of it, how old that is, and how the connection stands. */
export class Following implements ReactiveController {
  snapshot: Snapshot | null = null;
  /** When the server last said how things are, in ms. */
  heardAt = 0;
  status: ConnectionStatus = 'disconnected';
  readonly #host: ReactiveControllerHost;
  readonly #events: FollowingEvents;
  #target: Target | null = null;
  #connection: OrderConnection | null = null;

  constructor(host: ReactiveControllerHost, events: FollowingEvents) {
    this.#host = host;
    this.#events = events;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#target) this.#open(this.#target);
  }

  hostDisconnected(): void {
    this.#connection?.stop();
    this.#connection = null;
  }

  follow(target: Target | null): void {
    if (isSame(target, this.#target)) return;
    this.hostDisconnected();
    this.#target = target;
    this.snapshot = null;
    if (target) this.#open(target);
  }

  async refresh(): Promise<void> {
    if (this.#target) await this.#connection?.refresh(this.#target.orderId);
  }

  #open({ orderId, token, server }: Target): void {
    const last = recollect(orderId);
    this.snapshot ??= last?.snapshot ?? null;
    this.heardAt = last?.heardAt ?? 0;
    this.#connection = new OrderConnection({ origin: server, token, onStatus: (status) => this.#turned(status) });
    const listener = { onSnapshot: (snapshot: Snapshot) => this.#heard(snapshot), onProblem: (problem: Problem) => this.#refused(orderId, problem) };
    this.#connection.follow(orderId, listener, this.snapshot);
    if (this.snapshot) this.#events.onVersion(this.snapshot, null);
  }

  #heard(snapshot: Snapshot): void {
    const previous = this.snapshot;
    this.snapshot = snapshot;
    this.heardAt = Date.now();
    remember(snapshot.order_id, { snapshot, heardAt: this.heardAt });
    if (snapshot.version !== previous?.version) this.#events.onVersion(snapshot, previous);
    this.#host.requestUpdate();
  }

  #turned(status: ConnectionStatus): void {
    // What is on the screen was true until the connection went.
    if (this.status === 'connected' && this.snapshot) this.heardAt = Date.now();
    this.status = status;
    this.#events.onStatus(status);
    this.#host.requestUpdate();
  }

  #refused(orderId: string, problem: Problem): void {
    forget(orderId);
    this.#connection?.stop();
    this.status = 'error';
    this.#events.onProblem(problem);
    this.#host.requestUpdate();
  }
}
