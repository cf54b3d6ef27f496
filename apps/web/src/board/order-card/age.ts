import type { Order } from '#libs/contracts';
import { promisedWindow } from '../order-content/promised-window.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The last fifth of the promised time is when a cook should look up. */
const SOON = 0.8;
/** A ring of this many pieces is drawn anew when another one is full. */
const PIECES = 40;

type Promised = Pick<Order, 'placed_at' | 'estimate' | 'scheduled_for'>;

/**
 * How old an order is, and how it stands against what was promised; the same until something of it changes to
 * the eye.
 */
export interface Age {
  readonly minutes: number;
  /** Minutes since it was placed; of an order for later those that are left until its time, or over it. */
  readonly counts: 'since' | 'left' | 'over';
  /** From 0 to `pieces`; null where nothing is promised. */
  readonly filled: number | null;
  readonly tone: 'gray' | 'amber' | 'red';
}

export const pieces = PIECES;

/** How much of the promised time has gone, from 0 to 1; null where nothing is promised. */
function timeUsed({ placed_at, estimate, scheduled_for }: Promised, now: number): number | null {
  const window = promisedWindow(estimate);
  if (!window) return null;
  const promised = Date.parse(window.to);
  // An order for later may be days old: of that time the last hour is worth looking at.
  const begun = scheduled_for ? promised - HOUR_MS : Date.parse(placed_at);
  return now >= promised ? 1 : Math.max(0, (now - begun) / (promised - begun));
}

/** @param now in ms */
export function isLate({ estimate }: Pick<Order, 'estimate'>, now: number): boolean {
  const window = promisedWindow(estimate);
  return window !== null && now > Date.parse(window.to);
}

/** @param now in ms */
export function ageOf(order: Promised, now: number): Age {
  const used = timeUsed(order, now);
  return {
    ...minutesOf(order, now),
    filled: used === null ? null : Math.round(used * PIECES),
    tone: isLate(order, now) ? 'red' : (used ?? 0) > SOON ? 'amber' : 'gray',
  };
}

function minutesOf(
  { placed_at, estimate, scheduled_for }: Promised,
  now: number,
): Pick<Age, 'minutes' | 'counts'> {
  if (!scheduled_for)
    return { minutes: Math.max(0, Math.floor((now - Date.parse(placed_at)) / MINUTE_MS)), counts: 'since' };
  const due = Date.parse(promisedWindow(estimate)?.to ?? scheduled_for);
  return due >= now
    ? { minutes: Math.ceil((due - now) / MINUTE_MS), counts: 'left' }
    : { minutes: Math.floor((now - due) / MINUTE_MS), counts: 'over' };
}

export const isSameAge = (one: Age, other: Age): boolean =>
  one.minutes === other.minutes &&
  one.counts === other.counts &&
  one.filled === other.filled &&
  one.tone === other.tone;
