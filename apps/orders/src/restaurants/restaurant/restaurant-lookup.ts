import { Injectable } from '@nestjs/common';
import { sql } from '#libs/postgres';
import {
  AskedTogether,
  Database,
  type KeyPlace,
  type KeyRecord,
  keyRecordsAt,
} from '../../platform/index.ts';
import { profileColumns, type RestaurantRow } from './restaurant-row.ts';

/** What whoever places an order has to know first. */
export interface BeforePlacing {
  /** Null where there is none. */
  readonly restaurant: RestaurantRow | null;
  /** What the caller's key has done at this restaurant. */
  readonly keyRecord: KeyRecord | null;
}

type FoundRow = RestaurantRow & { readonly keyRecords: readonly (KeyRecord | null)[] };

/** Restaurants at which orders are being placed; who asks for one at the same moment is answered together. */
@Injectable()
export class RestaurantLookup {
  readonly #asked = new AskedTogether<KeyPlace | undefined, BeforePlacing>((restaurantId, keys) =>
    this.#find(restaurantId, keys),
  );

  constructor(private readonly database: Database) {}

  /** Both seen at one moment. A key that was used at another restaurant is not seen. */
  forPlacing(restaurantId: string, key: KeyPlace | undefined): Promise<BeforePlacing> {
    return this.#asked.ask(restaurantId, key);
  }

  async #find(restaurantId: string, keys: readonly (KeyPlace | undefined)[]): Promise<BeforePlacing[]> {
    const [row] = await this.database.ofRestaurant<FoundRow>(
      restaurantId,
      sql`SELECT ${profileColumns.selected()}, (${keyRecordsAt(keys)}) AS "keyRecords"
        FROM passline.restaurants WHERE restaurant_id = ${restaurantId}`,
    );
    if (row === undefined) return keys.map(() => ({ restaurant: null, keyRecord: null }));
    const { keyRecords, ...restaurant } = row;
    return keys.map((_, index) => ({ restaurant, keyRecord: keyRecords[index] ?? null }));
  }
}
