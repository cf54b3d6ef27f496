import type { BatchResult, DelayOrder, Order, OrderPage, RecallOrder, Snapshot } from '#libs/contracts';
import { isPassing } from '#libs/tracker';
import { v7 as newKey } from 'uuid';
import type { Answer, BoardSession } from '../board-session/session.ts';
import { itemOf, type Move } from '../outbox/move.ts';

const PAGE_SIZE = 100;
/** How many of the latest orders are read to find those that ended just now. */
const RECENT = 50;
const ORDERS = '/online/orders';
/** How often a change that got no answer is sent again, and how long to wait in between. */
const TRIES = 10;
const RETRY_MS = 1_500;

type Expected = Pick<Order, 'order_id' | 'version'>;
export interface OrderDetails {
  readonly order: Order;
  readonly snapshot: Snapshot;
}

/** What a board asks of `orders`. A reading that is null could not be had now. */
export class OrdersApi {
  constructor(private readonly session: BoardSession) {}

  /** The open orders; only those that changed after a time, where one is given. */
  async active(changedAfter?: string): Promise<readonly Order[] | null> {
    const after = changedAfter === undefined ? '' : `&updated_after=${encodeURIComponent(changedAfter)}`;
    const orders: Order[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const from: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const page: OrderPage | null = await this.#read<OrderPage>(`${ORDERS}?status=active&limit=${PAGE_SIZE}${after}${from}`);
      if (page === null) return null;
      orders.push(...page.orders);
      cursor = page.next_cursor;
    }
    return orders;
  }

  /** The latest orders, ended ones among them. */
  async recent(): Promise<readonly Order[] | null> {
    const page = await this.#read<OrderPage>(`${ORDERS}?status=all&limit=${RECENT}`);
    return page?.orders ?? null;
  }

  order(orderId: string): Promise<Order | null> {
    return this.#read<Order>(`${ORDERS}/${orderId}`);
  }

  async details(orderId: string): Promise<OrderDetails | null> {
    const [order, snapshot] = await Promise.all([this.order(orderId), this.#read<Snapshot>(`${ORDERS}/${orderId}/status/`)]);
    return order && snapshot && { order, snapshot };
  }

  moveAll(moves: readonly Move[]): Promise<Answer<BatchResult>> {
    return this.session.ask<BatchResult>('POST', `${ORDERS}/update-status/`, { updates: moves.map(itemOf) });
  }

  recall(order: Expected, body: RecallOrder): Promise<Answer<Snapshot>> {
    return this.#change(`${ORDERS}/${order.order_id}/recall/`, order, body);
  }

  delay(order: Expected, body: DelayOrder): Promise<Answer<Snapshot>> {
    return this.#change(`${ORDERS}/${order.order_id}/delay/`, order, body);
  }

  async #read<Body>(path: string): Promise<Body | null> {
    const answer = await this.session.ask<Body>('GET', path);
    return answer.ok ? answer.body : null;
  }

  /** Sent with one key until there is an answer, so that a lost one never changes an order twice; null as the problem means that none came. */
  async #change(path: string, { version }: Expected, body: object): Promise<Answer<Snapshot>> {
    const headers = { 'if-match': `"${version}"`, 'idempotency-key': newKey() };
    for (let tries = 1; ; tries += 1) {
      const answer = await this.session.ask<Snapshot>('POST', path, body, headers);
      if (isFinal(answer) || tries === TRIES) return answer;
      await new Promise((soon) => setTimeout(soon, RETRY_MS));
    }
  }
}

const isFinal = (answer: Answer<unknown>): boolean =>
  answer.ok || (answer.problem !== null && !isPassing(answer.problem) && answer.problem.code !== 'request_in_progress');
