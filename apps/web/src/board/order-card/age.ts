import type { Order } from '#libs/contracts';

const MINUTE_MS = 60_000;
/** The last fifth of the promised time is when a cook should look up. */
const SOON = 0.8;
/** A ring of this many pieces is drawn anew when another one is full. */
const PIECES = 40;

type Promised = Pick<Order, 'placed_at' | 'estimate'>;

/**
 * How old an order is, and how it stands against what was promised; the same until something of it changes to
 * the eye.
 */
export interface Age {
  readonly minutes: number;
  /** From 0 to `pieces`; null where nothing is promised. */
  readonly filled: number | null;
  readonly tone: 'gray' | 'amber' | 'red';
}

export const pieces = PIECES;

/** How much of the promised time has gone, from 0 to 1; null where nothing is promised. */
function timeUsed({ placed_at, estimate }: Promised, now: number): number | null {
  if (!estimate) return null;
  const [placed, promised] = [Date.parse(placed_at), Date.parse(estimate.ready_to)];
  return now >= promised ? 1 : Math.max(0, (now - placed) / (promised - placed));
}

/** @param now in ms */
export const isLate = ({ estimate }: Promised, now: number): boolean =>
  estimate ? now > Date.parse(estimate.ready_to) : false;

/** @param now in ms */
export function ageOf(order: Promised, now: number): Age {
  const used = timeUsed(order, now);
  const minutes = Math.max(0, Math.floor((now - Date.parse(order.placed_at)) / MINUTE_MS));
  return {
    minutes,
    filled: used === null ? null : Math.round(used * PIECES),
    tone: isLate(order, now) ? 'red' : (used ?? 0) > SOON ? 'amber' : 'gray',
  };
}

export const isSameAge = (one: Age, other: Age): boolean =>
  one.minutes === other.minutes && one.filled === other.filled && one.tone === other.tone;
