import type { ChangeType, Fulfilment, Role, Status } from '#libs/status-machine';
import type { Estimate } from '../primitives.ts';
import type { Reason } from '../reason.ts';

/**
 * What insights keeps of an order event: nothing personal, and no word that anyone wrote. The same whether
 * it was heard, or read out of the history of orders.
 */
export interface RecordedEvent {
  readonly event_id: string;
  readonly order_id: string;
  readonly restaurant_id: string;
  readonly fulfilment: Fulfilment;
  readonly version: number;
  readonly type: ChangeType;
  readonly status: Status;
  /** By the clock of whoever posted it; RFC 3339. */
  readonly at: string;
  /** By the clock of `orders`. */
  readonly recorded_at: string;
  readonly corrects: number | null;
  readonly reason: Reason | null;
  /** Of a delay. */
  readonly minutes: number | null;
  readonly role: Role;
  readonly estimate: Estimate;
  /** In the order; of its placing alone. */
  readonly pieces: number | null;
  readonly scheduled_for: string | null;
}
