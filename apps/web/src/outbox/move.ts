import type { BatchItem, Order, Reason } from '#libs/contracts';
import { v7 as newKey } from 'uuid';

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

/** A step that someone takes with an order. */
export type Wish = Pick<Move, 'to' | 'reason' | 'notes' | 'internal_notes'> & { readonly order: Order };

interface Moment {
  /** Where the order stands at this board. */
  readonly from: Status;
  /** By the server's clock, in ms. */
  readonly now: number;
  /** Whether the board sees where the order really is. */
  readonly isSeen: boolean;
}

/** A board that sees what happens acts on what it sees; one that is blind, or ahead of what it was told, lets the time decide. */
export function moveOf({ order: { order_id, order_number, version }, to, reason, notes, internal_notes }: Wish, { from, now, isSeen }: Moment): Move {
  return {
    key: newKey(), order_id, order_number, from, to, occurred_at: new Date(now).toISOString(),
    ...(isSeen && { expected_version: version }),
    ...(reason && { reason }),
    ...(notes && { notes }),
    ...(internal_notes && { internal_notes }),
  };
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
