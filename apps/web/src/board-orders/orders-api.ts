import type { BatchResult, Order, OrderPage, Snapshot } from '#libs/contracts';
import type { Answer, BoardSession } from '../board-session/session.ts';
import { bodyOf, type Call, itemOf, type Move } from '../outbox/change.ts';

const PAGE_SIZE = 100;
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
        `${ORDERS}?status=active&limit=${PAGE_SIZE}${after}${from}`,
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

  order(orderId: string): Promise<Order | null> {
    return this.#read<Order>(`${ORDERS}/${orderId}`);
  }

  async details(orderId: string): Promise<OrderDetails | null> {
    const [order, snapshot] = await Promise.all([
      this.order(orderId),
      this.#read<Snapshot>(`${ORDERS}/${orderId}/status/`),
    ]);
    return order && snapshot && { order, snapshot };
  }

  moveAll(moves: readonly Move[]): Promise<Answer<BatchResult>> {
    return this.session.ask<BatchResult>('POST', `${ORDERS}/update-status/`, { updates: moves.map(itemOf) });
  }

  /** A recall or a delay. */
  call(call: Call): Promise<Answer<Snapshot>> {
    const { key, order_id, kind, expected_version: version } = call;
    const headers = { 'idempotency-key': key, ...(version !== undefined && { 'if-match': `"${version}"` }) };
    return this.session.ask<Snapshot>('POST', `${ORDERS}/${order_id}/${kind}/`, bodyOf(call), headers);
  }

  async #read<Body>(path: string): Promise<Body | null> {
    const answer = await this.session.ask<Body>('GET', path);
    return answer.ok ? answer.body : null;
  }
}
