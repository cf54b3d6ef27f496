import type { Order, OrderPage, Problem, Snapshot, UpdateResult } from '#libs/contracts';
import { isPassing, problemIn } from '#libs/tracker';
import type { BoardSession } from '../board-session/session.ts';

const PAGE_SIZE = 100;
const RETRY_MS = 1_500;

/** `result` says whether a move changed anything; a recall has none. */
export type Verdict = { readonly ok: true; readonly snapshot: Snapshot & Partial<Pick<UpdateResult, 'result'>> } | { readonly ok: false; readonly problem: Problem };

/** Thrown when a listing or an order could not be read now. */
export class NotReadableError extends Error {
  override readonly name = 'NotReadableError';
}

/** What a board asks of `orders`. */
export class OrdersApi {
  constructor(private readonly session: BoardSession) {}

  /** @throws NotReadableError, SessionOverError, TypeError (no network) */
  async active(): Promise<readonly Order[]> {
    const orders: Order[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const from: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const page: OrderPage = await this.#read<OrderPage>(`/online/orders?status=active&limit=${PAGE_SIZE}${from}`);
      orders.push(...page.orders);
      cursor = page.next_cursor;
    }
    return orders;
  }

  order(orderId: string): Promise<Order> {
    return this.#read<Order>(`/online/orders/${orderId}`);
  }

  status(orderId: string): Promise<Snapshot> {
    return this.#read<Snapshot>(`/online/orders/${orderId}/status/`);
  }

  move({ order_id, version }: Pick<Order, 'order_id' | 'version'>, status: Order['status']): Promise<Verdict> {
    return this.#write(`/online/orders/${order_id}/update-status/`, version, { status });
  }

  recall({ order_id, version }: Pick<Order, 'order_id' | 'version'>): Promise<Verdict> {
    return this.#write(`/online/orders/${order_id}/recall/`, version, { reason: 'mistake' });
  }

  async #read<Body>(path: string): Promise<Body> {
    const response = await this.session.fetch(path);
    if (!response.ok) throw new NotReadableError(`${path} answered ${response.status}`);
    return (await response.json()) as Body;
  }

  /** Sent with one key until there is a verdict, so that a lost answer or a lost connection never moves an order twice. */
  async #write(path: string, version: number, body: object): Promise<Verdict> {
    const headers = { 'content-type': 'application/json', 'if-match': `"${version}"`, 'idempotency-key': crypto.randomUUID() };
    for (;;) {
      const verdict = await this.#try(path, { method: 'POST', headers, body: JSON.stringify(body) });
      if (verdict) return verdict;
      await new Promise((soon) => setTimeout(soon, RETRY_MS));
    }
  }

  async #try(path: string, init: RequestInit): Promise<Verdict | null> {
    try {
      const response = await this.session.fetch(path, init);
      const answer: unknown = await response.json();
      if (response.ok) return { ok: true, snapshot: answer as UpdateResult };
      const problem = problemIn(answer);
      return problem && !isPassing(problem) && problem.code !== 'request_in_progress' ? { ok: false, problem } : null;
    } catch (error) {
      // Only a network failure is tried again.
      if (error instanceof TypeError || error instanceof SyntaxError) return null;
      throw error;
    }
  }
}
