import type { RecordedEvent } from '#libs/contracts';
import { asJson, Columns, inMs } from '#libs/postgres';

/** An event as it lies in the table. Times in ms. */
export type KeptEvent = Pick<
  RecordedEvent,
  'version' | 'type' | 'status' | 'corrects' | 'reason' | 'minutes' | 'fulfilment' | 'estimate' | 'pieces'
> & {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly at: number;
  readonly recordedAt: number;
  readonly scheduledFor: number | null;
};

export const eventColumns = new Columns<KeptEvent>({
  orderId: 'order_id',
  restaurantId: 'restaurant_id',
  version: 'version',
  type: 'type',
  status: 'status',
  corrects: 'corrects',
  reason: 'reason',
  minutes: 'minutes',
  fulfilment: 'fulfilment',
  estimate: asJson('estimate'),
  pieces: 'pieces',
  at: inMs('at'),
  recordedAt: inMs('recorded_at'),
  scheduledFor: inMs('scheduled_for'),
});
