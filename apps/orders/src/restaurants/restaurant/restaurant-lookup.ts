import { Injectable } from '@nestjs/common';
import { type Sql, sql } from '#libs/postgres';
import { Status } from '#libs/status-machine';
import {
  AskedTogether,
  Database,
  type KeyPlace,
  type KeyRecord,
  keyRecordsAt,
} from '../../platform/index.ts';
import { LearnedTimes, type RestaurantTimes } from './learned-times.ts';
import { profileColumns, type RestaurantRow } from './restaurant-row.ts';

/** What whoever places an order has to know first. */
export interface BeforePlacing {
  /** Null where there is none. */
  readonly restaurant: RestaurantRow | null;
  /** What the caller's key has done at this restaurant. */
  readonly keyRecord: KeyRecord | null;
  /** What was learned of how long its orders take. */
  readonly times: RestaurantTimes;
  /** Orders that its kitchen has yet to make, where something was learned by which that counts. */
  readonly kitchenLoad: number;
}

type FoundRow = RestaurantRow & {
  readonly keyRecords: readonly (KeyRecord | null)[];
  readonly kitchenLoad: number;
};

/** Restaurants at which orders are being placed; who asks for one at the same moment is answered together. */
@Injectable()
export class RestaurantLookup {
  readonly #asked = new AskedTogether<KeyPlace | undefined, BeforePlacing>((restaurantId, keys) =>
    this.#find(restaurantId, keys),
  );

  constructor(
    private readonly database: Database,
    private readonly learned: LearnedTimes,
  ) {}

  /** Both seen at one moment. A key that was used at another restaurant is not seen. */
  forPlacing(restaurantId: string, key: KeyPlace | undefined): Promise<BeforePlacing> {
    return this.#asked.ask(restaurantId, key);
  }

  async #find(restaurantId: string, keys: readonly (KeyPlace | undefined)[]): Promise<BeforePlacing[]> {
    const times = await this.learned.of(restaurantId);
    const load = Object.keys(times).length === 0 ? sql`0` : kitchenLoad(restaurantId);
    const [row] = await this.database.ofRestaurant<FoundRow>(
      restaurantId,
      sql`SELECT ${profileColumns.selected()}, (${keyRecordsAt(keys)}) AS "keyRecords", ${load} AS "kitchenLoad"
        FROM passline.restaurants WHERE restaurant_id = ${restaurantId}`,
    );
    if (row === undefined)
      return keys.map(() => ({ restaurant: null, keyRecord: null, times, kitchenLoad: 0 }));
    const { keyRecords, kitchenLoad: found, ...restaurant } = row;
    return keys.map((_, index) => ({
      restaurant,
      keyRecord: keyRecords[index] ?? null,
      times,
      kitchenLoad: found,
    }));
  }
}

/** No kitchen is fuller than this in a way that tells anything. */
const fullest = 500;
const inKitchen: readonly Status[] = [Status.Pending, Status.Confirmed, Status.Preparing, Status.Cooking];

const kitchenLoad = (restaurantId: string): Sql => sql`(
    SELECT count(*)::int FROM (
      SELECT FROM passline.orders
      WHERE restaurant_id = ${restaurantId} AND ended_at IS NULL AND status = ANY (${inKitchen}) LIMIT ${fullest}
    ) AS unmade
  )`;
