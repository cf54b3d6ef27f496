import type { Feedback } from '#libs/contracts';
import { Columns, inMs, sql } from '#libs/postgres';
import type { Database } from '../../platform/index.ts';

/** How a customer liked an order; times in ms. */
export interface FeedbackRow {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly rating: number;
  readonly comment: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const feedbackColumns = new Columns<FeedbackRow>({
  orderId: 'order_id',
  restaurantId: 'restaurant_id',
  rating: 'rating',
  comment: 'comment',
  createdAt: inMs('created_at'),
  updatedAt: inMs('updated_at'),
});

/** What was said of these orders of a restaurant; nothing of those of which nothing was. */
export const readFeedback = (
  database: Database,
  restaurantId: string,
  orderIds: readonly string[],
): Promise<FeedbackRow[]> =>
  database.ofRestaurant<FeedbackRow>(
    restaurantId,
    sql`SELECT ${feedbackColumns.selected()} FROM passline.feedback WHERE order_id = ANY (${orderIds}::uuid[])`,
  );

export const feedbackOf = ({ orderId, rating, comment, createdAt, updatedAt }: FeedbackRow): Feedback => ({
  order_id: orderId,
  rating,
  comment,
  created_at: new Date(createdAt).toISOString(),
  updated_at: new Date(updatedAt).toISOString(),
});
