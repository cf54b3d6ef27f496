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
 * An order comes with its restaurant's policies. Once a restaurant has changed, nothing of it is remembered
 * for so long, in ms: a change that is being written may rest on what was read before.
 */
const unsettledFor = 5_000;
/** No more restaurants than this change their profiles within that time. */
const unsettledAtOnce = 10_000;

/**
 * Orders as this process last changed them, or read them for a change. Only a guess: what is decided on one
 * is written only if the order still has that version, and a guess that does not lead to a write counts for
 * nothing.
 */
@Injectable()
export class RecentOrders {
  readonly #orders: LRUCache<string, StoredOrder>;
  /** Restaurants that have just changed. */
  readonly #unsettled: LRUCache<string, true>;

  constructor(@Inject(CLOCK) clock: Clock, restaurants: RestaurantChanges) {
    restaurants.onChange((restaurantId) => {
      this.#forgetAll(restaurantId);
    });
    this.#unsettled = new LRUCache({
      max: unsettledAtOnce,
      ttl: unsettledFor,
      ttlResolution: 0,
      perf: { now: clock },
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
    if (this.#unsettled.size > 0 && this.#unsettled.has(order.restaurantId)) return;
    const known = this.#orders.get(order.orderId);
    if (known === undefined || known.version < order.version) this.#orders.set(order.orderId, order);
  }

  /** Of an order that is no longer at this version, as another process has changed it. */
  forget({ orderId, version }: StoredOrder): void {
    const known = this.#orders.get(orderId);
    if (known !== undefined && known.version <= version) this.#orders.delete(orderId);
  }

  /** Where it is not known whose, a signal may have been lost some time ago: all, and it has settled. */
  #forgetAll(restaurantId: string | undefined): void {
    if (restaurantId === undefined) {
      this.#orders.clear();
      return;
    }
    this.#unsettled.set(restaurantId, true);
    for (const [orderId, order] of this.#orders.entries())
      if (order.restaurantId === restaurantId) this.#orders.delete(orderId);
  }
}
