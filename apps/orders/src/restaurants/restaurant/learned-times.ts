import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { KitchenTimes } from '#libs/estimate';
import { sql } from '#libs/postgres';
import type { Fulfilment } from '#libs/status-machine';
import { type Clock, CLOCK, Database } from '../../platform/index.ts';

/** What was learned of a restaurant's orders, by kind; of a kind that is not there, nothing was. */
export type RestaurantTimes = Readonly<Partial<Record<Fulfilment, KitchenTimes>>>;

interface TimesRow {
  readonly fulfilment: Fulfilment;
  readonly times: KitchenTimes;
}

const kept = 5_000;
/** For so long what was read is good, in ms: an hour of orders teaches more than half a minute. */
const freshFor = 30_000;
/** After so long without a sign of life, insights is taken for away, and the rule holds, in ms. */
const awayAfter = 120_000;

/** How long orders take, as insights has learned it. While insights is away, nothing is known. */
@Injectable()
export class LearnedTimes {
  readonly #times: LRUCache<string, RestaurantTimes>;

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#times = new LRUCache({
      max: kept,
      ttl: freshFor,
      ttlResolution: 0,
      perf: { now: clock },
      fetchMethod: (restaurantId: string) => this.#read(restaurantId),
    });
  }

  /** @throws where the database cannot be asked */
  async of(restaurantId: string): Promise<RestaurantTimes> {
    return (await this.#times.fetch(restaurantId)) ?? {};
  }

  async #read(restaurantId: string): Promise<RestaurantTimes> {
    const rows = await this.database.ofRestaurant<TimesRow>(
      restaurantId,
      sql`SELECT fulfilment, times FROM passline.learned_times
        WHERE restaurant_id = ${restaurantId} AND EXISTS (
          SELECT FROM passline.insights_heartbeat WHERE beaten_at > ${new Date(this.clock() - awayAfter)}
        )`,
    );
    return Object.fromEntries(rows.map(({ fulfilment, times }) => [fulfilment, times]));
  }
}
