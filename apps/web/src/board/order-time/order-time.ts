import { minutesAhead } from '#libs/contracts';
import { serverClock } from '#libs/tracker';

const MINUTE_MS = 60_000;
const { least, most } = minutesAhead;
/** How far ahead an order for later is, in words. */
export const ahead = { least: `${least} minutes`, most: `${most / (24 * 60)} days` };

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
  if (at < now + least * MINUTE_MS) return `Too soon: at least ${ahead.least} ahead`;
  return at > now + most * MINUTE_MS ? `Too far away: at most ${ahead.most} ahead` : null;
}
