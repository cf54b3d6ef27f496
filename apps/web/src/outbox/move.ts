import type { BatchItem, Order, Reason } from '#libs/contracts';

type Status = Order['status'];

/** A step that someone took at this board, until the server has said what became of it. */
export interface Move {
  /** The idempotency key: sent with every try, so that a lost answer moves nothing twice. Keys sort by time. */
  readonly key: string;
  readonly order_id: string;
  readonly order_number: string;
  readonly from: Status;
  readonly to: Status;
  /** When the finger came down, by the server's clock. */
  readonly occurred_at: string;
  /** The version that was seen; without one the server judges by the time, since the board could not see. */
  readonly expected_version?: number;
  readonly reason?: Reason;
  readonly notes?: string;
  readonly internal_notes?: string;
}

/** As it travels. */
export function itemOf({ key, order_id, to, occurred_at, expected_version, reason, notes, internal_notes }: Move): BatchItem {
  return {
    order_id, status: to, occurred_at, idempotency_key: key,
    ...(expected_version !== undefined && { expected_version }),
    ...(reason && { reason }),
    ...(notes && { notes }),
    ...(internal_notes && { internal_notes }),
  };
}
