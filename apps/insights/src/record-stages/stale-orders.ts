import { Inject, Injectable } from '@nestjs/common';
import { isDatabaseUnavailable, isLockedOut, type Sql, sql } from '#libs/postgres';
import type { Logger } from '#libs/service-kit';
import { Database, NarrowRole } from '../database/index.ts';
import { oneAtATime } from '../order-facts/index.ts';
import { LOGGER } from '../platform/index.ts';
import { rewriteOrders } from './rewrite-orders.ts';

/** The orders of so many events are worked out in one transaction at most. */
const atOnce = 100;

export interface Rewritten {
  readonly orders: number;
  /** Whether there is something to learn from that was not there, or was another. */
  readonly hasOutcomes: boolean;
}

interface StaleOrder {
  readonly order_id: string;
  readonly restaurant_id: string;
}

/** Orders of which events have come, and what they come to is not worked out yet. */
@Injectable()
export class StaleOrders {
  constructor(
    @Inject(Database) private readonly database: Pick<Database, 'asRole' | 'transactionAs'>,
    @Inject(LOGGER) private readonly logger: Pick<Logger, 'error'>,
  ) {}

  /** Works out some that nobody has in hand; none where there are no more of them. */
  rewriteSome(): Promise<Rewritten> {
    return this.#rewrite(sql`${isDue} LIMIT ${atOnce} FOR UPDATE SKIP LOCKED`);
  }

  /**
   * Works out all of a restaurant of which events have come until now; those that another has in hand are
   * waited for.
   * @returns whether there is something to learn from by it
   */
  async rewriteOf(restaurantId: string): Promise<boolean> {
    const which = sql`${isDue} AND restaurant_id = ${restaurantId}
      ORDER BY order_id, version LIMIT ${atOnce} FOR UPDATE`;
    let hasOutcomes = false;
    for (let more = true; more;) {
      const some = await this.#rewrite(which);
      hasOutcomes ||= some.hasOutcomes;
      more = some.orders > 0;
    }
    return hasOutcomes;
  }

  /** For how long the oldest has waited, in ms, but for those that cannot be worked out. */
  async longestWait(): Promise<number> {
    const [oldest] = await this.database.asRole<{ ms: number | null }>(
      NarrowRole.Recording,
      sql`SELECT (extract(epoch FROM now() - min(marked_at)) * 1000)::float8 AS ms
        FROM insights.pending_events WHERE not_before IS NULL`,
    );
    return oldest?.ms ?? 0;
  }

  /** One that cannot be worked out is not to hold up the others. */
  async #rewrite(which: Sql): Promise<Rewritten> {
    try {
      return await this.#rewriteTogether(which);
    } catch (error) {
      if (isNobodysFault(error)) throw error;
      return this.#rewriteSingly(which);
    }
  }

  #rewriteTogether(which: Sql): Promise<Rewritten> {
    return this.database.transactionAs(NarrowRole.Recording, async (transaction) => {
      const stale = distinct(await transaction.query<StaleOrder>(taken(which)));
      if (stale.length === 0) return { orders: 0, hasOutcomes: false };
      await transaction.query(oneAtATime(stale.map(({ restaurant_id }) => restaurant_id)));
      const hasOutcomes = await rewriteOrders(
        transaction,
        stale.map(({ order_id }) => order_id),
      );
      return { orders: stale.length, hasOutcomes };
    });
  }

  async #rewriteSingly(which: Sql): Promise<Rewritten> {
    const stale = await this.database.asRole<StaleOrder>(NarrowRole.Recording, looked(which));
    let hasOutcomes = false;
    for (const order of stale) hasOutcomes = (await this.#rewriteOne(order)) || hasOutcomes;
    return { orders: stale.length, hasOutcomes };
  }

  async #rewriteOne({ order_id, restaurant_id }: StaleOrder): Promise<boolean> {
    try {
      const which = sql`${isDue} AND order_id = ${order_id} FOR UPDATE`;
      return (await this.#rewriteTogether(which)).hasOutcomes;
    } catch (err) {
      if (isNobodysFault(err)) throw err;
      this.logger.error(
        { err, order_id, restaurant_id },
        'what an order comes to cannot be worked out; it is tried again in a minute',
      );
      await this.database.asRole(NarrowRole.Recording, setAside(order_id));
      return false;
    }
  }
}

/** It would be the same with any other order. */
const isNobodysFault = (error: unknown): boolean => isDatabaseUnavailable(error) || isLockedOut(error);

const isDue = sql`(not_before IS NULL OR not_before <= now())`;

const taken = (which: Sql): Sql => sql`
  WITH taken AS MATERIALIZED (SELECT order_id, version FROM insights.pending_events WHERE ${which})
  DELETE FROM insights.pending_events p USING taken t
  WHERE (p.order_id, p.version) = (t.order_id, t.version)
  RETURNING p.order_id, p.restaurant_id`;

/** The same ones, and nobody is kept from them. */
const looked = (which: Sql): Sql => sql`
  WITH stale AS (SELECT order_id, restaurant_id FROM insights.pending_events WHERE ${which})
  SELECT DISTINCT order_id, restaurant_id FROM stale`;

const distinct = (orders: readonly StaleOrder[]): readonly StaleOrder[] => [
  ...new Map(orders.map((order) => [order.order_id, order])).values(),
];

const setAside = (orderId: string): Sql => sql`
  UPDATE insights.pending_events SET not_before = now() + interval '1 minute' WHERE order_id = ${orderId}`;
