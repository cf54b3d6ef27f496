import type { Adjustment, ItemState, NewItem, Payment } from '#libs/contracts';
import { asJson, asNumber, Columns, inMs } from '#libs/postgres';
import type { Fulfilment, Status } from '#libs/status-machine';

/** A line as it was placed, in its place; and how far the kitchen is with it, where it has said so. */
export type StoredItem = NewItem & { readonly state?: ItemState | undefined };

/** An order as it stands; how it came there is in its history. Times in ms, money in minor units. */
export interface OrderRow {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly orderNumber: string;
  readonly fulfilment: Fulfilment;
  readonly status: Status;
  /** Counts every event of the order, from 1; also the event's sequence and the screen's cursor. */
  readonly version: number;
  readonly workflowVersion: number;
  readonly customerId: string | null;
  readonly externalId: string | null;
  /** What people call out, where it is not the order number's own. */
  readonly displayNumber: string | null;
  readonly items: readonly StoredItem[];
  readonly adjustments: readonly Adjustment[];
  /** What the POS said that it costs, or else the sum. */
  readonly totalAmount: number;
  /** Whether the POS said so: then no amendment of a part changes it. */
  readonly totalGiven: boolean;
  readonly payment: Payment;
  /** The customer's word on the whole order. */
  readonly notes: string | null;
  readonly currency: string;
  readonly table: string | null;
  /** What the kitchen needs from acceptance to ready, delays included, in minutes. */
  readonly workMinutes: number;
  /** What every estimate of it was lengthened by, in minutes, as the kitchen was busy when it was placed. */
  readonly extraMinutes: number;
  /** Orders of the restaurant that were placed before it and were not ready yet, where that was looked up. */
  readonly kitchenLoad: number;
  /**
   * Pieces that the cooks had in hand when it was accepted, without its own; null until then, and where
   * nothing was learned by which they would count.
   */
  readonly piecesAhead: number | null;
  readonly readyFrom: number | null;
  readonly readyTo: number | null;
  /** For when it was ordered; null where that is at once. */
  readonly scheduledFor: number | null;
  readonly placedAt: number;
  readonly updatedAt: number;
  /** When it came to a final status. */
  readonly endedAt: number | null;
  /** Since when the customer has nothing more to wait for: their link ends a day after. */
  readonly customerEndedAt: number | null;
  /** The hash of the newest history row, so that a removed one shows. */
  readonly headHash: Buffer;
  /**
   * Part of what a tracking link signs: raised, older links are dead; below zero: withdrawn, with no new one
   * yet.
   */
  readonly linkGeneration: number;
}

export const orderColumns = new Columns<OrderRow>({
  orderId: 'order_id',
  restaurantId: 'restaurant_id',
  orderNumber: 'order_number',
  fulfilment: 'fulfilment',
  status: 'status',
  version: 'version',
  workflowVersion: 'workflow_version',
  customerId: 'customer_id',
  externalId: 'external_id',
  displayNumber: 'display_number',
  items: asJson('items'),
  adjustments: asJson('adjustments'),
  totalAmount: asNumber('total_amount'),
  totalGiven: 'total_given',
  payment: asJson('payment'),
  notes: 'notes',
  currency: 'currency',
  table: 'table_label',
  workMinutes: 'work_minutes',
  extraMinutes: 'extra_minutes',
  kitchenLoad: 'kitchen_load',
  piecesAhead: 'pieces_ahead',
  readyFrom: inMs('ready_from'),
  readyTo: inMs('ready_to'),
  scheduledFor: inMs('scheduled_for'),
  placedAt: inMs('placed_at'),
  updatedAt: inMs('updated_at'),
  endedAt: inMs('ended_at'),
  customerEndedAt: inMs('customer_ended_at'),
  headHash: 'head_hash',
  linkGeneration: 'link_generation',
});

/** What others ask for by SQL, and the order's own history tells. */
export const onlyWritten = [
  'workflowVersion',
  'readyFrom',
  'readyTo',
  'updatedAt',
  'customerEndedAt',
] as const;

/** Two orders that have not ended do not have one external_id at one restaurant. */
export const openExternalIds = 'orders_restaurant_id_external_id_key';

/** No two orders of a restaurant have one number. */
export const orderNumbers = 'orders_restaurant_id_order_number_key';
