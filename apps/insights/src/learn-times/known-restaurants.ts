import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { RestaurantFacts } from '#libs/contracts';
import { OrdersClient } from '#libs/orders-client';
import { sql } from '#libs/postgres';
import { Database, NarrowRole } from '../database/index.ts';

/**
 * For so long what was read of a restaurant is good, in ms: an instance that read it before its time zone was
 * changed goes by the old one for no longer.
 */
const freshFor = 60_000;
const kept = 5_000;

/** What is known of restaurants; in a table too, by which figures are told while `orders` is away. */
@Injectable()
export class KnownRestaurants {
  readonly #known: LRUCache<string, { readonly facts: RestaurantFacts | null }>;

  constructor(
    @Inject(OrdersClient) private readonly orders: Pick<OrdersClient, 'restaurants'>,
    private readonly database: Database,
  ) {
    this.#known = new LRUCache({
      max: kept,
      ttl: freshFor,
      fetchMethod: async (restaurantId: string) => ({ facts: await this.#read(restaurantId) }),
    });
  }

  /** @returns null where there is none @throws OrdersUnavailableError */
  async find(restaurantId: string): Promise<RestaurantFacts | null> {
    return (await this.#known.fetch(restaurantId))?.facts ?? null;
  }

  async #read(restaurantId: string): Promise<RestaurantFacts | null> {
    const [facts] = await this.orders.restaurants([restaurantId]);
    if (facts === undefined) return null;
    await this.#keep(facts);
    return facts;
  }

  async #keep({ restaurant_id, timezone }: RestaurantFacts): Promise<void> {
    await this.database.asRole(
      NarrowRole.Learning,
      sql`INSERT INTO insights.restaurants (restaurant_id, timezone, read_at)
        VALUES (${restaurant_id}, ${timezone}, now())
        ON CONFLICT (restaurant_id) DO UPDATE SET (timezone, read_at) =
          ROW (EXCLUDED.timezone, EXCLUDED.read_at)`,
    );
  }
}
