import { Columns } from '#libs/postgres';

/** The free text of one event; erasing the row leaves the history's chain whole. */
export interface TextRow {
  readonly orderId: string;
  readonly version: number;
  readonly restaurantId: string;
  /** For the customer. */
  readonly notes: string;
  /** For staff. */
  readonly internalNotes: string;
  readonly salt: Buffer;
}

export const textColumns = new Columns<TextRow>({
  orderId: 'order_id',
  version: 'version',
  restaurantId: 'restaurant_id',
  notes: 'notes',
  internalNotes: 'internal_notes',
  salt: 'salt',
});
