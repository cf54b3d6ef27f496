import type { Order } from '#libs/contracts';
import { attentionsOf } from './attention-words.ts';

/** It is called out again after this time, until someone has looked. */
export const AGAIN_MS = 30_000;

type Watched = Pick<Order, 'order_id' | 'attention'>;

/** What calls for attention and was not looked at yet: what has been seen once makes no noise again. */
export class AttentionWatch {
  #calling: ReadonlySet<string> = new Set();
  #looked: ReadonlySet<string> = new Set();
  #rungAt = -Infinity;

  /**
   * @param orders those that whoever is here looks after
   * @param now in ms
   * @returns whether it is time to be heard
   */
  see(orders: readonly Watched[], now: number): boolean {
    this.#calling = new Set(orders.flatMap(keysOf));
    this.#looked = new Set([...this.#looked].filter((key) => this.#calling.has(key)));
    const isDue = now - this.#rungAt >= AGAIN_MS && [...this.#calling].some((key) => !this.#looked.has(key));
    if (isDue) this.#rungAt = now;
    return isDue;
  }

  /** Someone has looked at these. */
  looked(orders: readonly Watched[]): void {
    this.#looked = new Set([...this.#looked, ...orders.flatMap(keysOf)]);
  }
}

/** Each reason by itself: what comes to be overdue after it was not accepted is news. */
const keysOf = (order: Watched): readonly string[] =>
  attentionsOf(order).map((attention) => `${order.order_id} ${attention}`);
