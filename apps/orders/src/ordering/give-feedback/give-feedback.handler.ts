import { Inject, Injectable } from '@nestjs/common';
import type { Customer, Feedback, GiveFeedback, Guest, Staff } from '#libs/contracts';
import { hasTasted, tastedFrom } from '#libs/order-model';
import { type Sql, sql } from '#libs/postgres';
import { ProblemError } from '#libs/service-kit';
import type { Fulfilment, Status } from '#libs/status-machine';
import { type Clock, CLOCK, Database } from '../../platform/index.ts';
import { feedbackColumns, feedbackOf, type FeedbackRow, readFeedback } from '../feedback/feedback-row.ts';
import { orderNotFound } from '../order/model/order-problems.ts';
import { OrderAccess } from '../order/reading/order-access.ts';

/** For how long what was said may be said otherwise, in ms. */
const replaceableFor = 24 * 60 * 60_000;

interface JudgedOrder {
  readonly fulfilment: Fulfilment;
  readonly status: Status;
}

export interface Given {
  readonly feedback: Feedback;
  readonly isFirst: boolean;
}

/** How a customer liked an order: for the restaurant to read, and for nobody else. */
@Injectable()
export class GiveFeedbackHandler {
  constructor(
    private readonly database: Database,
    private readonly access: OrderAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 403, 404, or 409 `feedback_not_possible` where it is too early or too late */
  async give(orderId: string, { rating, comment }: GiveFeedback, caller: Customer | Guest): Promise<Given> {
    const restaurantId = await this.access.restaurantFor(caller, orderId);
    judgeTasted(await this.#order(restaurantId, orderId));
    const now = this.clock();
    const said = { rating, comment: comment === undefined || comment === '' ? null : comment };
    const row = { orderId, restaurantId, ...said, createdAt: now, updatedAt: now };
    const [kept] = await this.database.ofRestaurant<FeedbackRow & { readonly isFirst: boolean }>(
      restaurantId,
      keeping(row),
    );
    if (kept === undefined) throw tooLate();
    return { feedback: feedbackOf(kept), isFirst: kept.isFirst };
  }

  /** @throws ProblemError 404, `not_found` where nothing was said of the order */
  async read(orderId: string, { restaurant_id: restaurantId }: Staff): Promise<Feedback> {
    const [row] = await readFeedback(this.database, restaurantId, [orderId]);
    if (row !== undefined) return feedbackOf(row);
    await this.#order(restaurantId, orderId);
    throw new ProblemError('not_found', 'The customer has said nothing of this order.');
  }

  /** @throws ProblemError 404 */
  async #order(restaurantId: string, orderId: string): Promise<JudgedOrder> {
    const [order] = await this.database.ofRestaurant<JudgedOrder>(
      restaurantId,
      sql`SELECT fulfilment, status FROM passline.orders WHERE order_id = ${orderId}`,
    );
    if (order === undefined) throw orderNotFound();
    return order;
  }
}

/** What was said first stays the first by its time; PostgreSQL marks a row that was there by its `xmax`. */
const keeping = (row: FeedbackRow): Sql => sql`
  INSERT INTO passline.feedback AS known (${feedbackColumns.names}) VALUES (${feedbackColumns.values(row)})
  ON CONFLICT (order_id) DO UPDATE SET ${feedbackColumns.set({
    rating: row.rating,
    comment: row.comment,
    updatedAt: row.updatedAt,
  })}
  WHERE known.created_at > to_timestamp(${row.createdAt - replaceableFor} / 1000.0::float8)
  RETURNING ${feedbackColumns.selected('known')}, known.xmax = 0 AS "isFirst"`;

function judgeTasted(order: JudgedOrder): void {
  if (hasTasted(order)) return;
  const { fulfilment, status } = order;
  throw new ProblemError(
    'feedback_not_possible',
    `The order is "${status}": say how it was from "${tastedFrom(fulfilment)}" on.`,
  );
}

const tooLate = (): ProblemError =>
  new ProblemError('feedback_not_possible', 'What was said of this order more than a day ago stays so.');
