import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { KitchenTimes } from '#libs/estimate';
import { sql } from '#libs/postgres';
import type { Fulfilment } from '#libs/status-machine';
import { type Clock, CLOCK, Database } from '../../platform/index.ts';
import { type KitchenOrder, noteOrder, ordersInHand, piecesBeside, type PiecesInHand } from './in-hand.ts';

/** What was learned of a restaurant's orders, by kind; of a kind that is not there, nothing was. */
export type RestaurantTimes = Readonly<Partial<Record<Fulfilment, KitchenTimes>>>;

interface KitchenRow {
  readonly times: RestaurantTimes;
  readonly inHand: readonly (readonly [orderId: string, pieces: number])[];
}

interface Kitchen {
  readonly times: RestaurantTimes;
  /** As it was read, and what this process has changed since: another's changes come with the next read. */
  readonly inHand: PiecesInHand;
}

const kept = 5_000;
/** For so long what was read is good, in ms: an hour of orders teaches more than half a minute. */
const freshFor = 30_000;
/** After so long without a sign of life, insights is taken for away, and the rule holds, in ms. */
const awayAfter = 120_000;

/**
 * How long orders take, as insights has learned it, and what cooks have in hand, by which that counts. While
 * insights is away, nothing is known.
 */
@Injectable()
export class LearnedTimes {
  readonly #kitchens: LRUCache<string, Kitchen>;

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#kitchens = new LRUCache({
      max: kept,
      ttl: freshFor,
      ttlResolution: 0,
      perf: { now: clock },
      fetchMethod: (restaurantId: string) => this.#read(restaurantId),
    });
  }

  /** @throws where the database cannot be asked */
  async of(restaurantId: string): Promise<RestaurantTimes> {
    return (await this.#kitchens.fetch(restaurantId))?.times ?? {};
  }

  /**
   * How many pieces cooks have in hand beside this order's, as was read with what was learned last.
   * @returns null where nothing was learned
   */
  piecesAhead({ restaurantId, orderId }: Pick<KitchenOrder, 'restaurantId' | 'orderId'>): number | null {
    const kitchen = this.#kitchens.peek(restaurantId, { allowStale: true });
    return kitchen === undefined || isEmpty(kitchen.times) ? null : piecesBeside(kitchen.inHand, orderId);
  }

  /** An order is so now: what cooks have in hand may be another. */
  note(order: KitchenOrder): void {
    const kitchen = this.#kitchens.peek(order.restaurantId, { allowStale: true });
    if (kitchen !== undefined && !isEmpty(kitchen.times)) noteOrder(kitchen.inHand, order);
  }

  async #read(restaurantId: string): Promise<Kitchen> {
    const [row] = await this.database.ofRestaurant<KitchenRow>(
      restaurantId,
      sql`WITH learned AS MATERIALIZED (
          SELECT fulfilment, times FROM passline.learned_times
          WHERE restaurant_id = ${restaurantId} AND EXISTS (
            SELECT FROM passline.insights_heartbeat WHERE beaten_at > ${new Date(this.clock() - awayAfter)}
          )
        )
        SELECT (SELECT coalesce(json_object_agg(fulfilment, times), '{}') FROM learned) AS times,
          ${ordersInHand(restaurantId, sql`EXISTS (SELECT FROM learned)`)} AS "inHand"`,
    );
    return { times: row?.times ?? {}, inHand: new Map(row?.inHand) };
  }
}

const isEmpty = (times: RestaurantTimes): boolean => Object.keys(times).length === 0;
