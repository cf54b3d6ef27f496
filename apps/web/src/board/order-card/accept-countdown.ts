import type { Order } from '#libs/contracts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** Below this, single seconds are counted. */
const FINE_MS = 2 * MINUTE_MS;
/** Below this, someone has to run. */
const LAST_MS = 30 * SECOND_MS;

/** How long there is to accept an order; the same until something of it changes to the eye. */
export interface AcceptCountdown {
  readonly words: string;
  readonly tone: 'blue' | 'amber' | 'red';
}

/**
 * Null where no such deadline stands. @param now by the server's clock, in ms
 */
export function acceptCountdown({ status, accept_by }: Order, now: number): AcceptCountdown | null {
  if (status !== 'pending' || !accept_by) return null;
  const left = Date.parse(accept_by) - now;
  if (left <= 0) return { words: 'Time to accept is over', tone: 'red' };
  if (left >= FINE_MS) return { words: `Accept within ${Math.floor(left / MINUTE_MS)} min`, tone: 'blue' };
  return { words: `Accept within ${clockOf(left)}`, tone: left < LAST_MS ? 'red' : 'amber' };
}

/** As `m:ss`, and never 0:00 while there is time. */
function clockOf(ms: number): string {
  const seconds = Math.ceil(ms / SECOND_MS);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export const isSameCountdown = (
  one: AcceptCountdown | null,
  other: AcceptCountdown | null | undefined,
): boolean => one?.words === other?.words && one?.tone === other?.tone;
