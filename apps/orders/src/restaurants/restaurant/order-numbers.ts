import { Injectable } from '@nestjs/common';
import { DatabaseAnswerLostError, type Sql, sql } from '#libs/postgres';
import { AskedTogether, Database, settled } from '../../platform/index.ts';

/**
 * The numbers of a restaurant's new orders. One is taken before its order is written, so that nobody waits
 * for another's order to be on disk; those that are asked for while some are being taken are taken together.
 * An order that then cannot be placed leaves its number unused.
 */
@Injectable()
export class OrderNumbers {
  readonly #asked = new AskedTogether<null, string>((restaurantId, { length }) =>
    this.#take(restaurantId, length),
  );

  constructor(private readonly database: Database) {}

  /**
   * @returns such as `ONLINE-000042`. The same is not given twice, save where PostgreSQL has lost what it had
   * not yet on disk: then the order's own place is taken, and another number is to be asked for
   * @throws what says that the database cannot be reached; nothing of an order was written then
   */
  next(restaurantId: string): Promise<string> {
    return this.#asked.ask(restaurantId, null);
  }

  async #take(restaurantId: string, count: number): Promise<string[]> {
    const take = () =>
      this.database.ofRestaurant<{ last: number }>(restaurantId, takeNumbers(restaurantId, count));
    // Where the answer was lost, others are taken: numbers may skip.
    const [row] = await settled(take, take).catch((error: unknown) => {
      throw error instanceof DatabaseAnswerLostError ? error.cause : error;
    });
    if (row === undefined) throw new Error(`there is no restaurant ${restaurantId}`);
    return Array.from({ length: count }, (_, index) => orderNumber(row.last - count + 1 + index));
  }
}

const orderNumber = (number: number): string => `ONLINE-${String(number).padStart(6, '0')}`;

/**
 * The commit need not wait for the disk: an order with such a number commits after it, and takes all that was
 * committed before along.
 */
const takeNumbers = (restaurantId: string, count: number): Sql => sql`
  WITH unhurried AS (SELECT set_config('synchronous_commit', 'off', true))
  UPDATE passline.restaurants SET last_order_number = last_order_number + ${count} FROM unhurried
  WHERE restaurant_id = ${restaurantId} RETURNING last_order_number AS last`;
