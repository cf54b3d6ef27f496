import { Columns, inMs } from '#libs/postgres';
import { Deadline } from '#libs/status-machine';

/** What a timer is for, beside the machine's deadlines. */
export const TimerKind = {
  ...Deadline,
  /** Nobody has reacted: the customer is told of a delay. */
  Tell: 'tell',
  /** Somebody should look after the order. */
  Attention: 'attention',
  /** A restaurant that is busy or paused opens again. */
  PaceEnd: 'pace_end',
} as const;
export type TimerKind = (typeof TimerKind)[keyof typeof TimerKind];

/** Something that is to happen by itself, unless the order, or the pace, has another version by then. */
export interface TimerRow {
  readonly timerId: string;
  readonly restaurantId: string;
  /** Null where it is the restaurant's. */
  readonly orderId: string | null;
  readonly version: number;
  readonly kind: TimerKind;
  /** In ms. */
  readonly dueAt: number;
}

export const timerColumns = new Columns<TimerRow>({
  timerId: 'timer_id',
  restaurantId: 'restaurant_id',
  orderId: 'order_id',
  version: 'version',
  kind: 'kind',
  dueAt: inMs('due_at'),
});
