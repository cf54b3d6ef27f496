import type { Estimate } from '#libs/contracts';
import type { Fulfilment } from '#libs/status-machine';

/** A stretch of time, in ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a customer waits for, and when it is to be expected. */
export interface AwaitedWindow extends Span {
  readonly awaits: 'ready' | 'arrival';
}

const minute = 60_000;
/** Beyond ten minutes nobody can promise single ones. */
const fineUpTo = 10;
const coarseStep = 5;

/**
 * Which window of an estimate is told: that of the door where the order is brought there, as soon as one is
 * known, and else that of the kitchen. Null where there is nothing to wait for.
 */
export function awaitedWindow(estimate: Estimate, fulfilment: Fulfilment): AwaitedWindow | null {
  if (estimate === null) return null;
  const { ready_from, ready_to, arrives_from, arrives_to } = estimate;
  const arrival = fulfilment === 'delivery' ? windowOf('arrival', arrives_from, arrives_to) : null;
  return arrival ?? windowOf('ready', ready_from, ready_to);
}

const windowOf = (
  awaits: AwaitedWindow['awaits'],
  from: string | null = null,
  to: string | null = null,
): AwaitedWindow | null =>
  from === null || to === null ? null : { awaits, from: Date.parse(from), to: Date.parse(to) };

/**
 * What of a window is still to come, as it is shown on a clock: to the minute, beyond ten of them in steps of
 * five, widened so that it holds what was promised. Null where all of it is past: there is no telling then.
 * @param now in ms, as what is returned; `from` is null where it has begun
 */
export function timesOnClock(
  window: Span,
  now: number,
): { readonly from: number | null; readonly to: number } | null {
  if (window.to <= now) return null;
  const from = minutesSince(0, window.from, now, Math.floor) * minute;
  return { from: from > now ? from : null, to: minutesSince(0, window.to, now, Math.ceil) * minute };
}

/** The same as minutes from now: `low` is below 1 where the window has begun, `high` where it is past. */
export const minutesLeft = (
  { from, to }: Span,
  now: number,
): { readonly low: number; readonly high: number } => ({
  low: minutesSince(now, from, now, Math.floor),
  high: minutesSince(now, to, now, Math.ceil),
});

function minutesSince(zero: number, at: number, now: number, round: (value: number) => number): number {
  const step = round((at - now) / minute) > fineUpTo ? coarseStep : 1;
  return round((at - zero) / minute / step) * step;
}
