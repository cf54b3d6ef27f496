import { serverClock } from '#libs/tracker';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** An order for later is this far ahead, as the API has it. */
const SOONEST_MS = 10 * MINUTE_MS;
const LATEST_MS = 60 * DAY_MS;

/** A time as a browser's field has it, where this board is: `2026-01-05T18:30`. @param at in ms */
export function typedTime(at: number): string {
  const minutesWest = new Date(at).getTimezoneOffset();
  return new Date(at - minutesWest * MINUTE_MS).toISOString().slice(0, 16);
}

/** What was typed, as it travels; null where it is no time yet. */
export const sentTime = (typed: string): string | null =>
  Number.isNaN(Date.parse(typed)) ? null : new Date(typed).toISOString();

/** Why nothing can be ordered for what was typed, in one sentence; null where it can. @param now in ms */
export function wrongTime(typed: string, now = serverClock.now()): string | null {
  const at = Date.parse(typed);
  if (Number.isNaN(at)) return 'For which day and time?';
  if (at < now + SOONEST_MS) return 'Too soon: at least 10 minutes ahead';
  return at > now + LATEST_MS ? 'Too far away: at most 60 days ahead' : null;
}
