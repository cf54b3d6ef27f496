import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { RestaurantFacts } from '#libs/contracts';
import { OrdersClient } from '#libs/orders-client';
import { sql } from '#libs/postgres';
import { Database, NarrowRole } from '../database/index.ts';

/** For so long what was read of a restaurant is good, in ms: it seldom moves to another time zone. */
const freshFor = 600_000;
const kept = 5_000;

/** What is known of restaurants; kept in a table too, by which figures are told in their time zones. */
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

  async #keep({ restaurant_id, name, timezone, delivery_minutes, policies }: RestaurantFacts): Promise<void> {
    const json = { delivery: delivery_minutes && JSON.stringify(delivery_minutes), policies };
    await this.database.asRole(
      NarrowRole.Learning,
      sql`INSERT INTO insights.restaurants (restaurant_id, name, timezone, delivery_minutes, policies, read_at)
        VALUES (${restaurant_id}, ${name}, ${timezone}, ${json.delivery}::jsonb,
          ${JSON.stringify(json.policies)}::jsonb, now())
        ON CONFLICT (restaurant_id) DO UPDATE SET (name, timezone, delivery_minutes, policies, read_at) =
          ROW (EXCLUDED.name, EXCLUDED.timezone, EXCLUDED.delivery_minutes, EXCLUDED.policies, EXCLUDED.read_at)`,
    );
  }
}
