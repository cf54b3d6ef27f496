import { Injectable } from '@nestjs/common';
import type { FeedbackQuery, FeedbackRatings } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { Database, NarrowRole } from '../platform/index.ts';

type StoredRating = Omit<FeedbackRatings['feedback'][number], 'created_at' | 'updated_at'> & {
  readonly created_at: Date;
  readonly updated_at: Date;
};

/** Behind every order of one moment. */
const lastOfAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** How orders were liked, of all restaurants, without what customers wrote. */
@Injectable()
export class FeedbackHandler {
  constructor(private readonly database: Database) {}

  async since({ updated_after, after_order_id, limit }: FeedbackQuery): Promise<FeedbackRatings> {
    const rows = await this.database.asRole<StoredRating>(
      NarrowRole.Insights,
      sql`SELECT order_id, restaurant_id, rating, created_at, updated_at FROM passline.feedback
        WHERE (updated_at, order_id) > (${updated_after ?? '-infinity'}, ${after_order_id ?? lastOfAll}::uuid)
        ORDER BY updated_at, order_id LIMIT ${limit}`,
    );
    return {
      feedback: rows.map(({ created_at, updated_at, ...rating }) => ({
        ...rating,
        created_at: created_at.toISOString(),
        updated_at: updated_at.toISOString(),
      })),
    };
  }
}
