import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type Clock, CLOCK } from '../../../platform/index.ts';
import { RestaurantChanges } from '../../../restaurants/index.ts';
import type { StoredOrder } from '../model/stored-order.ts';

/** A restaurant moves an order every few minutes: those in work at one time fit in here. */
const kept = 5_000;
/**
 * Names and notes can change behind an order's version: they are read again after this, in ms, however often
 * the order was changed meanwhile.
 */
const freshFor = 30_000;
/**
 * An order comes with its restaurant's policies. Once a restaurant has changed, nothing is remembered for so
 * long, in ms: a change that is being written may rest on what was read before.
 */
const unsettledFor = 5_000;

/**
 * Orders as this process last changed them, or read them for a change. Only a guess: what is decided on one
 * is written only if the order still has that version, and a guess that does not lead to a write counts for
 * nothing.
 */
@Injectable()
export class RecentOrders {
  readonly #orders: LRUCache<string, StoredOrder>;
  #unsettledUntil = 0;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    restaurants: RestaurantChanges,
  ) {
    restaurants.onChange(() => {
      this.#orders.clear();
      this.#unsettledUntil = clock() + unsettledFor;
    });
    this.#orders = new LRUCache({
      max: kept,
      ttl: freshFor,
      noUpdateTTL: true,
      ttlResolution: 0,
      perf: { now: clock },
    });
  }

  /** The order, if it is one of this restaurant. */
  find(restaurantId: string, orderId: string): StoredOrder | undefined {
    const order = this.#orders.get(orderId);
    return order?.restaurantId === restaurantId ? order : undefined;
  }

  keep(order: StoredOrder): void {
    if (this.clock() < this.#unsettledUntil) return;
    const known = this.#orders.get(order.orderId);
    if (known === undefined || known.version < order.version) this.#orders.set(order.orderId, order);
  }

  /** Of an order that is no longer at this version, as another process has changed it. */
  forget({ orderId, version }: StoredOrder): void {
    const known = this.#orders.get(orderId);
    if (known !== undefined && known.version <= version) this.#orders.delete(orderId);
  }
}
