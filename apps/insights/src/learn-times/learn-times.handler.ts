import { Inject, Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import { OrdersClient } from '#libs/orders-client';
import { inMs, raw, sql } from '#libs/postgres';
import { Database } from '../database/index.ts';
import { type Kitchen, Kitchens } from './kitchens.ts';
import { KnownRestaurants } from './known-restaurants.ts';
import { learnedFrom, type LearnedOrder, type LearnedTimes } from './learned-from.ts';

/** What is older hardly counts: of these, the newest of each stage are its samples. */
export const keptOrders = 400;

const cameAt = raw(inMs('came_at').read('came_at'));

/**
 * Learns anew how long a restaurant's orders of one kind take, and hands it to `orders`: one at a time for
 * each, however many instances there are, so that what was learned from more is not replaced by less.
 */
@Injectable()
export class LearnTimesHandler {
  readonly #learned: Counter;

  constructor(
    private readonly database: Database,
    private readonly restaurants: KnownRestaurants,
    private readonly kitchens: Kitchens,
    @Inject(OrdersClient) private readonly orders: Pick<OrdersClient, 'putLearnedTimes'>,
    registry: Registry,
  ) {
    const help = 'Tables of learned times that insights has handed to orders';
    this.#learned = new Counter({ name: 'passline_insights_tables_total', help, registers: [registry] });
  }

  /**
   * Learns of one that was taken, and has done with it.
   * @throws OrdersUnavailableError where `orders` cannot be asked: try again
   */
  async handle(kitchen: Kitchen): Promise<void> {
    const restaurant = await this.restaurants.find(kitchen.restaurantId);
    // Nobody is left there to promise anything to.
    if (restaurant === null) return this.kitchens.done(kitchen);
    const times = await this.#learn(kitchen, restaurant.timezone);
    const kept = await this.kitchens.keep(kitchen);
    if (kept === null) return;
    const { restaurantId: restaurant_id, fulfilment } = kept;
    await this.orders.putLearnedTimes({ restaurant_id, fulfilment, times });
    this.#learned.inc();
    await this.kitchens.done(kept);
  }

  async #learn({ restaurantId, fulfilment }: Kitchen, timezone: string): Promise<LearnedTimes> {
    const orders = await this.database.ofRestaurant<LearnedOrder>(
      restaurantId,
      sql`SELECT order_id AS "orderId", ${cameAt} AS "cameAt", load, pieces, pieces_ahead AS "piecesAhead", stages
        FROM insights.orders
        WHERE restaurant_id = ${restaurantId} AND fulfilment = ${fulfilment} AND stages <> '{}'
        ORDER BY came_at DESC, order_id DESC LIMIT ${keptOrders}`,
    );
    return learnedFrom(orders, fulfilment, timezone);
  }
}
