import { Injectable } from '@nestjs/common';
import {
  type Account,
  type Customer,
  type HistoryQuery,
  listedStatuses,
  type ListOrdersQuery,
  type Order,
  type OrderHistoryPage,
  type OrderPage,
} from '#libs/contracts';
import { Database, NarrowRole, pageOf } from '../../platform/index.ts';
import { readContacts } from '../order/reading/contacts.ts';
import { unknownStatus } from '../order/model/order-problems.ts';
import { readOrders } from '../order/reading/order-reader.ts';
import { PresentOrder } from '../order/reading/present-order.ts';
import { audienceOf, historyOf } from '../order/reading/snapshot.ts';
import type { StoredOrder } from '../order/model/stored-order.ts';
import { type Found, ordersOfCustomer, ordersOfRestaurant } from './find-orders.ts';

interface Page {
  readonly orders: readonly { readonly stored: StoredOrder; readonly presented: Order }[];
  readonly next_cursor: string | null;
}

/**
 * Pages of orders, newest first, each page going on where the one before it ended, whatever was placed
 * meanwhile.
 */
@Injectable()
export class ListOrdersHandler {
  constructor(
    private readonly database: Database,
    private readonly present: PresentOrder,
  ) {}

  /** @throws ProblemError 400 `unknown_status` */
  async list(query: ListOrdersQuery, caller: Account): Promise<OrderPage> {
    if (!listedStatuses.includes(query.status)) throw unknownStatus(query.status, ['status'], listedStatuses);
    const { orders, next_cursor } = await this.#page(
      caller,
      await this.#ofRestaurant(caller, query),
      query.limit,
    );
    return { orders: orders.map(({ presented }) => presented), next_cursor };
  }

  async history(query: HistoryQuery, caller: Account): Promise<OrderHistoryPage> {
    const found =
      caller.kind === 'customer'
        ? await this.#ofCustomer(caller, query)
        : await this.#ofRestaurant(caller, query);
    const { orders, next_cursor } = await this.#page(caller, found, query.limit);
    return {
      orders: orders.map(({ stored, presented }) => ({
        ...presented,
        status_history: historyOf(stored, audienceOf(caller)),
      })),
      next_cursor,
    };
  }

  #ofRestaurant({ restaurant_id }: Account, query: ListOrdersQuery): Promise<Found[]> {
    return restaurant_id === null
      ? Promise.resolve([])
      : this.database.ofRestaurant<Found>(restaurant_id, ordersOfRestaurant(query));
  }

  #ofCustomer({ id }: Customer, query: HistoryQuery): Promise<Found[]> {
    return this.database.asRole<Found>(NarrowRole.Lookup, ordersOfCustomer(id, query));
  }

  /** @param found one more than the page holds, where there is more */
  async #page(caller: Account, found: readonly Found[], limit: number): Promise<Page> {
    const { shown, next_cursor } = pageOf(found, limit, ({ placed_at, order_id }) => ({
      at: placed_at.toISOString(),
      id: order_id,
    }));
    return { orders: await this.#orders(caller, shown), next_cursor };
  }

  async #orders(caller: Account, found: readonly Found[]): Promise<Page['orders']> {
    const byRestaurant = Map.groupBy(found, (order) => order.restaurant_id);
    const presented = new Map<string, Page['orders'][number]>();
    for (const [restaurantId, orders] of byRestaurant) {
      const ids = orders.map((order) => order.order_id);
      const contactOf = await readContacts(this.database, restaurantId, ids);
      for (const stored of await readOrders(this.database, restaurantId, ids)) {
        presented.set(stored.orderId, {
          stored,
          presented: this.present.for(caller, stored, contactOf(stored.orderId)),
        });
      }
    }
    return found.flatMap(({ order_id }) => presented.get(order_id) ?? []);
  }
}
