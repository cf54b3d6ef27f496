import type { ViewName } from '../board-layout/views.ts';

/**
 * What came into the first column of a view and was not touched yet. What is there when a view is opened is
 * not news.
 */
export class FreshOrders {
  #view: ViewName | null = null;
  #known: ReadonlySet<string> = new Set();
  #fresh: ReadonlySet<string> = new Set();
  readonly #own = new Set<string>();

  has(orderId: string): boolean {
    return this.#fresh.has(orderId);
  }

  /**
   * @param ids of the first column, filters or not
   * @returns whether there is news
   */
  see(view: ViewName, ids: readonly string[]): boolean {
    const isSameView = view === this.#view;
    const came = isSameView ? ids.filter((id) => !this.#known.has(id) && !this.#own.delete(id)) : [];
    this.#fresh = new Set([...(isSameView ? ids.filter((id) => this.#fresh.has(id)) : []), ...came]);
    this.#known = new Set(ids);
    this.#view = view;
    return came.length > 0;
  }

  /** Whoever puts an order there at this board knows of it. */
  expect(orderId: string): void {
    if (!this.#known.has(orderId)) this.#own.add(orderId);
  }

  touched(orderId: string): void {
    this.#fresh = new Set([...this.#fresh].filter((id) => id !== orderId));
  }
}
