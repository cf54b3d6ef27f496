import { Inject, Injectable } from '@nestjs/common';
import type { FeedbackRatings } from '#libs/contracts';
import { OrdersClient } from '#libs/orders-client';
import { type Sql, sql } from '#libs/postgres';
import { Database, NarrowRole } from '../database/index.ts';
import { oneAtATime } from '../order-facts/index.ts';

type Rating = FeedbackRatings['feedback'][number];

const pageSize = 500;
/**
 * What is said shows at its commit, dated before it: each pull goes back further than any transaction lasts,
 * in ms.
 */
const overlap = 60_000;

/** Before every order of one moment. */
const firstOfAll = '00000000-0000-0000-0000-000000000000';

/** Takes over from `orders` how orders were liked. */
@Injectable()
export class FeedbackPull {
  #pulledAt = -Infinity;
  #pulling: Promise<void> | undefined;

  constructor(
    @Inject(OrdersClient) private readonly orders: Pick<OrdersClient, 'feedback'>,
    private readonly database: Database,
  ) {}

  /**
   * One pull at a time: whoever asks meanwhile shares it.
   * @param ms how old what is known may be
   * @throws OrdersUnavailableError
   */
  notOlderThan(ms: number): Promise<void> {
    if (performance.now() - this.#pulledAt < ms) return Promise.resolve();
    this.#pulling ??= this.#pull().finally(() => {
      this.#pulling = undefined;
    });
    return this.#pulling;
  }

  async #pull(): Promise<void> {
    const begun = performance.now();
    const from = Math.max(0, (await this.#progress()) - overlap);
    let place = { updatedAt: new Date(from).toISOString(), orderId: firstOfAll };
    for (let isWhole = true; isWhole;) {
      const page = await this.orders.feedback(place, pageSize);
      const last = page.at(-1);
      if (last === undefined) break;
      await this.#keep(page);
      isWhole = page.length >= pageSize;
      place = { updatedAt: last.updated_at, orderId: last.order_id };
    }
    this.#pulledAt = begun;
  }

  async #progress(): Promise<number> {
    const [known] = await this.database.ofNobody<{ updated_until: Date }>(
      sql`SELECT updated_until FROM insights.feedback_progress`,
    );
    return known?.updated_until.getTime() ?? 0;
  }

  async #keep(page: readonly Rating[]): Promise<void> {
    await this.database.transactionAs(NarrowRole.Figures, async (transaction) => {
      // An order that is being written down is either there already, or is counted after this.
      await transaction.query(oneAtATime(page.map(({ restaurant_id }) => restaurant_id)));
      await transaction.query(keepRatings(page));
    });
    await this.database.ofNobody(keepProgress(page));
  }
}

/** What is known already changes nothing; of the rest, the days on which the orders came are counted anew. */
const keepRatings = (page: readonly Rating[]): Sql => sql`
  WITH kept AS (
    INSERT INTO insights.feedback (order_id, restaurant_id, rating, created_at, updated_at)
    SELECT order_id, restaurant_id, rating, created_at, updated_at
    FROM jsonb_populate_recordset(NULL::insights.feedback, ${JSON.stringify(page)}::jsonb)
    ORDER BY order_id
    ON CONFLICT (order_id) DO UPDATE SET (rating, updated_at) = ROW (EXCLUDED.rating, EXCLUDED.updated_at)
      WHERE (feedback.rating, feedback.updated_at) <> (EXCLUDED.rating, EXCLUDED.updated_at)
    RETURNING order_id)
  INSERT INTO insights.changed_days (restaurant_id, utc_date)
  SELECT DISTINCT o.restaurant_id, (o.came_at AT TIME ZONE 'UTC')::date
  FROM kept JOIN insights.orders o USING (order_id) WHERE o.came_at IS NOT NULL ORDER BY 1, 2
  ON CONFLICT (restaurant_id, utc_date) DO UPDATE SET revision = changed_days.revision + 1`;

const keepProgress = (page: readonly Rating[]): Sql => sql`
  INSERT INTO insights.feedback_progress (updated_until)
  SELECT max(at) FROM unnest(${page.map(({ updated_at }) => updated_at)}::timestamptz[]) AS at
  ON CONFLICT (single) DO UPDATE SET updated_until =
    greatest(feedback_progress.updated_until, EXCLUDED.updated_until)`;
