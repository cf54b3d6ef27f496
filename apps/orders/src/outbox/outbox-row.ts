import { asJson, Columns } from '#libs/postgres';

/** An event that has been committed and not yet published. The row goes once the log has it. */
export interface OutboxRow {
  /** Rises with each row: an order's events leave in this order. */
  readonly id: string;
  readonly restaurantId: string;
  /** The record's key. */
  readonly orderId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
  readonly createdAt: Date;
  /** Set where the log can never take it; later events of the order then wait behind it. */
  readonly parkedAt: Date | null;
  readonly parkedBecause: string | null;
}

export const outboxColumns = new Columns<OutboxRow>({
  id: 'id',
  restaurantId: 'restaurant_id',
  orderId: 'order_id',
  headers: asJson('headers'),
  value: 'value',
  createdAt: 'created_at',
  parkedAt: 'parked_at',
  parkedBecause: 'parked_because',
});

/** What a change says of its event; the rest is PostgreSQL's and the relay's. */
export const eventColumns = outboxColumns.pick('restaurantId', 'orderId', 'headers', 'value');
