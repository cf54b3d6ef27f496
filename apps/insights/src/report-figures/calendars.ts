import { Injectable } from '@nestjs/common';
import { OrdersUnavailableError } from '#libs/orders-client';
import { sql } from '#libs/postgres';
import { ProblemError } from '#libs/service-kit';
import { Database } from '../database/index.ts';
import { KnownRestaurants } from '../learn-times/index.ts';

/** By which time zone a restaurant's days are counted. */
@Injectable()
export class Calendars {
  constructor(
    private readonly restaurants: KnownRestaurants,
    private readonly database: Database,
  ) {}

  /** @throws ProblemError `unavailable` where it was never known, and cannot be asked now */
  async timezoneOf(restaurantId: string): Promise<string> {
    const found = await this.restaurants.find(restaurantId).catch((error: unknown) => {
      if (!(error instanceof OrdersUnavailableError)) throw error;
      return this.#lastKnown(restaurantId);
    });
    if (found === null) throw new ProblemError('not_found', 'There is no such restaurant.');
    return found.timezone;
  }

  async #lastKnown(restaurantId: string): Promise<{ readonly timezone: string }> {
    const [known] = await this.database.ofRestaurant<{ timezone: string }>(
      restaurantId,
      sql`SELECT timezone FROM insights.restaurants WHERE restaurant_id = ${restaurantId}`,
    );
    if (known !== undefined) return known;
    throw new ProblemError(
      'unavailable',
      'The restaurant’s time zone cannot be asked now. Try again.',
      {},
      1,
    );
  }
}
