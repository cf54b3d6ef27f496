import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { StoredOrder } from './stored-order.ts';

/** A restaurant moves an order every few minutes: those in work at one time fit in here. */
const kept = 5_000;
/** Names and notes can change behind an order's version; no one sees them older than this, in ms. */
const freshFor = 30_000;

/**
 * Orders as this process last wrote or read them. Only a guess: what is decided on one is written only if the order still has that version, and a
 * guess that does not lead to a write counts for nothing.
 */
@Injectable()
export class RecentOrders {
  readonly #orders = new LRUCache<string, StoredOrder>({ max: kept, ttl: freshFor });

  /** The order, if it is one of this restaurant. */
  find(restaurantId: string, orderId: string): StoredOrder | undefined {
    const order = this.#orders.get(orderId);
    return order?.restaurantId === restaurantId ? order : undefined;
  }

  keep(order: StoredOrder): void {
    const known = this.#orders.get(order.orderId);
    if (known === undefined || known.version < order.version) this.#orders.set(order.orderId, order);
  }

  forget({ orderId }: StoredOrder): void {
    this.#orders.delete(orderId);
  }
}
