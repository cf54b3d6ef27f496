import type { Adjustment, AmendedPart, ChangeType, LineState, Payment, Reason } from '#libs/contracts';
import type { Basis } from '#libs/estimate';
import { asJson, Columns, inMs } from '#libs/postgres';
import type { Role, Status } from '#libs/status-machine';

/** What an amendment changed, and to what, save what is personal: of that the name alone. */
export interface Amendment {
  readonly changed: readonly AmendedPart[];
  readonly items?: readonly LineState[] | undefined;
  readonly payment?: Payment | undefined;
  readonly table?: string | undefined;
  readonly adjustments?: readonly Adjustment[] | undefined;
  /** In minor units. */
  readonly total?: number | undefined;
  /** For when it is wanted, in ms. */
  readonly scheduledFor?: number | undefined;
}

/**
 * One event of an order, never changed: who, what, why and when, chained by hash to the one before. Times in
 * ms.
 */
export interface HistoryRow {
  readonly orderId: string;
  readonly version: number;
  readonly restaurantId: string;
  readonly eventId: string;
  readonly type: ChangeType;
  readonly fromStatus: Status | null;
  readonly status: Status;
  readonly corrects: number | null;
  readonly minutes: number | null;
  readonly reason: Reason | null;
  readonly amendment: Amendment | null;
  readonly role: Role;
  /** The account or, by `role`, the device. */
  readonly actorId: string | null;
  /** By the clock of the one who posted it. */
  readonly occurredAt: number;
  /** By our clock. */
  readonly recordedAt: number;
  readonly readyFrom: number | null;
  readonly readyTo: number | null;
  /** At the door, of a delivery. */
  readonly arrivesFrom: number | null;
  readonly arrivesTo: number | null;
  /** By what it was promised; null in rows of the release before. */
  readonly basis: Basis | null;
  /** When it is rejected, unless somebody accepts it. */
  readonly acceptBy: number | null;
  /** Stands for the free text, which is kept apart and can be erased. */
  readonly textDigest: Buffer | null;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

/**
 * All who write, read or verify the history go by this list; the hash has one of its own, since that one may
 * not grow.
 */
export const historyColumns = new Columns<HistoryRow>({
  orderId: 'order_id',
  version: 'version',
  restaurantId: 'restaurant_id',
  eventId: 'event_id',
  type: 'type',
  fromStatus: 'from_status',
  status: 'status',
  corrects: 'corrects',
  minutes: 'minutes',
  reason: 'reason',
  amendment: asJson('amendment'),
  role: 'role',
  actorId: 'actor_id',
  occurredAt: inMs('occurred_at'),
  recordedAt: inMs('recorded_at'),
  readyFrom: inMs('ready_from'),
  readyTo: inMs('ready_to'),
  arrivesFrom: inMs('arrives_from'),
  arrivesTo: inMs('arrives_to'),
  basis: 'basis',
  acceptBy: inMs('accept_by'),
  textDigest: 'text_digest',
  previousHash: 'previous_hash',
  hash: 'hash',
});

/** What only the chain needs, and the order has already. */
export const chainedBy = [
  'orderId',
  'restaurantId',
  'eventId',
  'textDigest',
  'previousHash',
  'hash',
] as const;
