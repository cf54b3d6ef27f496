import type { Order } from '#libs/contracts';
import type { ViewName } from '../board-layout/views.ts';

type Shown = Pick<Order, 'order_id' | 'status'>;

/**
 * What came into the first column of a view and was not touched yet. What is there when a view is opened is
 * not news.
 */
export class FreshOrders {
  #view: ViewName | null = null;
  #known: ReadonlySet<string> = new Set();
  #fresh: ReadonlySet<string> = new Set();
  /** Where somebody put an order at this board. */
  readonly #own = new Map<string, Order['status']>();

  has(orderId: string): boolean {
    return this.#fresh.has(orderId);
  }

  /**
   * @param orders of the first column, filters or not
   * @returns whether there is news
   */
  see(view: ViewName, orders: readonly Shown[]): boolean {
    const isSameView = view === this.#view;
    const newcomers = orders.filter(({ order_id }) => isSameView && !this.#known.has(order_id));
    const came = newcomers
      .filter(({ order_id, status }) => this.#own.get(order_id) !== status)
      .map(({ order_id }) => order_id);
    const ids = orders.map(({ order_id }) => order_id);
    for (const id of ids) this.#own.delete(id);
    this.#fresh = new Set([...(isSameView ? ids.filter((id) => this.#fresh.has(id)) : []), ...came]);
    this.#known = new Set(ids);
    this.#view = view;
    return came.length > 0;
  }

  /** Whoever puts an order there at this board knows of it. */
  expect(orderId: string, status: Order['status']): void {
    if (!this.#known.has(orderId)) this.#own.set(orderId, status);
  }

  touched(orderId: string): void {
    this.#fresh = new Set([...this.#fresh].filter((id) => id !== orderId));
  }
}
