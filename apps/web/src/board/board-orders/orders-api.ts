import {
  type BatchResult,
  type Feedback,
  longestPage,
  type Order,
  type OrderPage,
  type PlacedOrder,
  type PlaceOrder,
  type RequestHeaders,
  type Restaurant,
  type Snapshot,
  type UpdateResult,
} from '#libs/contracts';
import type { Answer } from '../../account/session/answer.ts';
import type { BoardSession } from '../../account/board-session/session.ts';
import { bodyOf, type Call, itemOf, type Move } from '../outbox/change.ts';

/** How many of the latest orders are read to find those that ended just now. */
const RECENT = 50;
const ORDERS = '/online/orders';

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
    for (let cursor: string | null = ''; cursor !== null;) {
      const from: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const page: OrderPage | null = await this.#read<OrderPage>(
        `${ORDERS}?status=active&limit=${longestPage}${after}${from}`,
      );
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

  /** One page of the orders that were placed or changed since then, whatever has become of them. */
  changedSince(time: string, cursor: string): Promise<OrderPage | null> {
    const from = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const since = encodeURIComponent(time);
    return this.#read<OrderPage>(`${ORDERS}?status=all&limit=${longestPage}&updated_after=${since}${from}`);
  }

  async order(orderId: string): Promise<Order | null> {
    const found = await this.find(orderId);
    return found === 'gone' ? null : found;
  }

  /** As `order`; `gone` where asking again would bring nothing either. */
  async find(orderId: string): Promise<Order | 'gone' | null> {
    const answer = await this.session.ask<Order>('GET', `${ORDERS}/${orderId}`);
    if (answer.ok) return answer.body;
    return answer.problem?.status === 404 ? 'gone' : null;
  }

  snapshot(orderId: string): Promise<Snapshot | null> {
    return this.#read<Snapshot>(`${ORDERS}/${orderId}/status/`);
  }

  /** Null where the customer has said nothing, too. */
  feedback(orderId: string): Promise<Feedback | null> {
    return this.#read<Feedback>(`${ORDERS}/${orderId}/feedback/`);
  }

  async details(orderId: string): Promise<OrderDetails | null> {
    const [order, snapshot] = await Promise.all([this.order(orderId), this.snapshot(orderId)]);
    return order && snapshot && { order, snapshot };
  }

  restaurant(): Promise<Restaurant | null> {
    return this.#read<Restaurant>('/restaurant');
  }

  place(order: PlaceOrder, key: string): Promise<Answer<PlacedOrder>> {
    return this.session.ask<PlacedOrder>('POST', `${ORDERS}/`, order, { 'idempotency-key': key });
  }

  moveAll(moves: readonly Move[]): Promise<Answer<BatchResult>> {
    return this.session.ask<BatchResult>('POST', `${ORDERS}/update-status/`, { updates: moves.map(itemOf) });
  }

  /** A recall, a delay or an amendment. */
  call(call: Call): Promise<Answer<UpdateResult>> {
    const { key, order_id, kind, expected_version: version } = call;
    const headers: RequestHeaders = {
      'idempotency-key': key,
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    };
    return this.session.ask<UpdateResult>('POST', `${ORDERS}/${order_id}/${kind}/`, bodyOf(call), headers);
  }

  async #read<Body>(path: string): Promise<Body | null> {
    const answer = await this.session.ask<Body>('GET', path);
    return answer.ok ? answer.body : null;
  }
}
