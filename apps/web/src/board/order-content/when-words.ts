import { serverClock } from '#libs/tracker';

const DAY_MS = 24 * 3_600_000;
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });

const dayOf = (time: number): string => new Date(time).toDateString();

/** The day of a time as people say it: today, tomorrow, or `Wed 3 Dec`. @param now in ms */
export function dayWords(time: string, now = serverClock.now()): string {
  const day = dayOf(Date.parse(time));
  if (day === dayOf(now)) return 'today';
  return day === dayOf(now + DAY_MS) ? 'tomorrow' : date.format(new Date(time));
}

export const clockWords = (time: string): string => clock.format(new Date(time));

/** For when an order is: its day and its time, such as `tomorrow, 18:30`. @param now in ms */
export const whenWords = (time: string, now = serverClock.now()): string =>
  `${dayWords(time, now)}, ${clockWords(time)}`;
