import type { AmendOrder, BatchItem, DelayOrder, Order, Reason, RecallOrder } from '#libs/contracts';
import { v7 as newKey } from 'uuid';

type Status = Order['status'];

/** What someone did with an order at this board, until the server has said what became of it. */
interface Kept {
  /**
   * The idempotency key: sent with every try, so that a lost answer changes nothing twice. Keys sort by time.
   */
  readonly key: string;
  readonly order_id: string;
  readonly order_number: string;
  readonly display_number?: string;
  readonly from: Status;
  readonly to: Status;
  /** When the finger came down, by the server's clock. */
  readonly occurred_at: string;
  /**
   * The version that it is meant for; without one the server judges a move by its time, since the board could
   * not see.
   */
  readonly expected_version?: number;
  readonly notes?: string;
  /** It has left, and no answer has come: the server may have it already. */
  readonly wasSent?: true;
}

/** A step to another status. Those of many orders travel as one batch. */
export interface Move extends Kept {
  readonly kind: 'move';
  readonly reason?: Reason;
  readonly internal_notes?: string;
}

/** Takes a step back. */
export interface Recall extends Kept {
  readonly kind: 'recall';
  readonly reason: Reason;
  /** The key of the move that it takes back; of no use where that one comes to nothing. */
  readonly undoes?: string;
}

export interface Delay extends Kept {
  readonly kind: 'delay';
  readonly minutes: number;
  readonly reason: Reason;
}

/** What of an order a board amends: whether it is paid, or for when it is. */
export interface Amended {
  readonly payment?: Order['payment'];
  readonly scheduled_for?: string;
}

/** It moves nowhere, and means whatever version there is. */
export interface Amend extends Kept, Amended {
  readonly kind: 'amend';
}

/** Sent by a call of its own. */
export type Call = Recall | Delay | Amend;
export type Change = Move | Call;

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

type Known = Pick<Order, 'order_id' | 'order_number' | 'version'> & {
  readonly display_number?: string | undefined;
};

const basis = ({ order_id, order_number, display_number }: Known, { from, now }: Moment) => ({
  key: newKey(),
  order_id,
  order_number,
  ...(display_number !== undefined && { display_number }),
  from,
  occurred_at: new Date(now).toISOString(),
});

/**
 * A board that sees what happens acts on what it sees; one that is blind, or ahead of what it was told, lets
 * the time decide.
 */
export function moveOf({ order, to, reason, notes, internal_notes }: Wish, moment: Moment): Move {
  return {
    kind: 'move',
    ...basis(order, moment),
    to,
    ...(moment.isSeen && { expected_version: order.version }),
    ...(reason && { reason }),
    ...(notes && { notes }),
    ...(internal_notes && { internal_notes }),
  };
}

/** Takes back what was seen and nothing else, however long it waits. @param back where the order will be */
export function recallOf(order: Known, back: Status, body: RecallOrder, moment: Moment): Recall {
  return { kind: 'recall', ...basis(order, moment), to: back, expected_version: order.version, ...body };
}

/** Takes back a move that the server may or may not have: for which version is known with its verdict. */
export function undoOf(move: Move, version: number | undefined, moment: Moment): Recall {
  const recall = {
    kind: 'recall',
    ...basis({ ...move, version: 0 }, moment),
    to: move.from,
    reason: 'mistake',
    undoes: move.key,
  } as const;
  return version === undefined ? recall : { ...recall, expected_version: version };
}

/** It takes longer than was seen: an order that someone else has finished meanwhile is not late. */
export function delayOf(order: Known, body: DelayOrder, moment: Moment): Delay {
  return {
    kind: 'delay',
    ...basis(order, moment),
    to: moment.from,
    expected_version: order.version,
    ...body,
  };
}

export const amendOf = (order: Known, amended: Amended, moment: Moment): Amend => ({
  kind: 'amend',
  ...basis(order, moment),
  to: moment.from,
  ...amended,
});

export const amendedBy = ({ payment, scheduled_for }: Amend): Amended => ({
  ...(payment && { payment }),
  ...(scheduled_for && { scheduled_for }),
});

/** A move as it travels. */
export function itemOf({
  key,
  order_id,
  to,
  occurred_at,
  expected_version,
  reason,
  notes,
  internal_notes,
}: Move): BatchItem {
  return {
    order_id,
    status: to,
    occurred_at,
    idempotency_key: key,
    ...(expected_version !== undefined && { expected_version }),
    ...(reason && { reason }),
    ...(notes && { notes }),
    ...(internal_notes && { internal_notes }),
  };
}

/** What a call says. */
export function bodyOf(call: Call): RecallOrder | DelayOrder | AmendOrder {
  if (call.kind === 'amend') return amendedBy(call);
  const body = { reason: call.reason, ...(call.notes && { notes: call.notes }) };
  return call.kind === 'delay' ? { ...body, minutes: call.minutes } : body;
}
