import { Injectable } from '@nestjs/common';
import { DatabaseAnswerLostError, type Sql, sql } from '#libs/postgres';
import { Database, settled, waitAtMost } from '../../platform/index.ts';

interface Asked {
  readonly resolve: (number: string) => void;
  readonly reject: (error: unknown) => void;
}

/** A taking that lasts longer, in ms, holds up nobody. */
const slowAfter = 100;

/**
 * The numbers of a restaurant's new orders. One is taken before its order is written, so that nobody waits
 * for another's order to be on disk; those that are asked for while some are being taken are taken together.
 * An order that then cannot be placed leaves its number unused.
 */
@Injectable()
export class OrderNumbers {
  /** By restaurant: who waits while others' numbers are being taken. */
  readonly #waiting = new Map<string, Asked[]>();

  constructor(private readonly database: Database) {}

  /**
   * @returns such as `ONLINE-000042`. The same is not given twice, save where PostgreSQL has lost what it had
   * not yet on disk: then the order's own place is taken, and another number is to be asked for
   * @throws what says that the database cannot be reached; nothing of an order was written then
   */
  next(restaurantId: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const asked = { resolve, reject };
      const waiting = this.#waiting.get(restaurantId);
      if (waiting !== undefined) waiting.push(asked);
      else void this.#takeAll(restaurantId, [asked]);
    });
  }

  async #takeAll(restaurantId: string, first: readonly Asked[]): Promise<void> {
    for (let batch = first; batch.length > 0; batch = this.#waiting.get(restaurantId) ?? []) {
      this.#waiting.set(restaurantId, []);
      await waitAtMost(slowAfter, this.#take(restaurantId, batch));
    }
    this.#waiting.delete(restaurantId);
  }

  /** Never rejects: whoever asked hears of it. */
  async #take(restaurantId: string, batch: readonly Asked[]): Promise<void> {
    try {
      const take = () =>
        this.database.ofRestaurant<{ last: number }>(restaurantId, takeNumbers(restaurantId, batch.length));
      // Where the answer was lost, others are taken: numbers may skip.
      const [row] = await settled(take, take);
      if (row === undefined) throw new Error(`there is no restaurant ${restaurantId}`);
      for (const [index, { resolve }] of batch.entries())
        resolve(orderNumber(row.last - batch.length + 1 + index));
    } catch (error) {
      const reason: unknown = error instanceof DatabaseAnswerLostError ? error.cause : error;
      for (const { reject } of batch) reject(reason);
    }
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
