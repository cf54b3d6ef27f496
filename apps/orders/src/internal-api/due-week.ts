import { hourOfWeek } from '#libs/estimate';

const aDay = 24 * 60 * 60_000;

/**
 * The Monday of the week that is to be told now: from Monday at eight until the end of Tuesday, by the
 * restaurant's clock. Who was away then is late, and after that a week is old news.
 * @param now in ms
 * @returns a date such as `2026-03-23`, or null where none is to be told
 * @throws RangeError where there is no such time zone
 */
export function dueWeek(now: number, timezone: string): string | null {
  const hour = hourOfWeek(now, timezone);
  if (hour < 8 || hour >= 48) return null;
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(now);
  const daysSince = 7 + Math.floor(hour / 24);
  return new Date(Date.parse(today) - daysSince * aDay).toISOString().slice(0, 10);
}
