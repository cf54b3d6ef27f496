import { type Span, timesOnClock } from '#libs/order-model';
import type { WindowWords } from './catalogue.ts';
import { plainSpaces } from './plain-spaces.ts';

const day = 24 * 3_600_000;

interface Clock {
  /** BCP 47 */
  readonly formats: string;
  /** IANA */
  readonly timezone: string;
  readonly now: Date;
}

/** Which words say when, and what is put into them. */
export interface Promised {
  readonly words: keyof WindowWords | 'past';
  readonly values: Readonly<Record<string, string>>;
}

/**
 * What of a window is still to come, as the restaurant's clock shows it: all of it, its end alone where its
 * beginning is past, and no time at all where its end is.
 */
export function promisedTime(window: Span, clock: Clock): Promised {
  const told = timesOnClock(window, clock.now.getTime());
  if (told === null) return { words: 'past', values: {} };
  return told.from === null ? promiseBy(told.to, clock) : promiseAround(told.from, told.to, clock);
}

function promiseBy(to: number, clock: Clock): Promised {
  const words = wordsOf(clock, [to]);
  const time = words.time(to);
  // What is tonight, and tomorrow by the calendar, needs no date.
  const isSoon = to - clock.now.getTime() < day / 2;
  return words.isToday(to) || isSoon
    ? { words: 'by', values: { time } }
    : { words: 'byOn', values: { time, day: words.day(to) } };
}

function promiseAround(from: number, to: number, clock: Clock): Promised {
  const words = wordsOf(clock, [from, to]);
  const range = words.range(from, to);
  return words.isToday(from)
    ? { words: 'around', values: { range } }
    : { words: 'aroundOn', values: { range, day: words.day(from) } };
}

interface TimeWords {
  readonly isToday: (time: number) => boolean;
  readonly day: (time: number) => string;
  readonly time: (time: number) => string;
  readonly range: (from: number, to: number) => string;
}

/** @param times where the clock is put forward or back before them, each is told with its zone's name */
function wordsOf({ formats, timezone, now }: Clock, times: readonly number[]): TimeWords {
  const offsets = new Set([now.getTime(), ...times].map((time) => offsetAt(time, timezone)));
  const clock = new Intl.DateTimeFormat(formats, {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: timezone,
    ...(offsets.size > 1 && { timeZoneName: 'short' }),
  });
  const time = (at: number): string => plainSpaces(clock.format(at));
  const dayOf = (at: number): string => dayWords(at, { formats, timezone });
  const oneDay = (from: number, to: number): boolean => dayOf(from) === dayOf(to) && offsets.size === 1;
  const end = (from: number, to: number): string =>
    to - from < day ? time(to) : `${dayOf(to)}, ${time(to)}`;
  return {
    isToday: (at) => dayOf(at) === dayOf(now.getTime()),
    day: dayOf,
    time,
    range: (from, to) =>
      oneDay(from, to) ? plainSpaces(clock.formatRange(from, to)) : `${time(from)} – ${end(from, to)}`,
  };
}

/** How a place's clock differs from UTC then, such as `GMT-04:00`. */
const offsetAt = (time: number, timezone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' })
    .formatToParts(time)
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';

/** A day as people name one near, such as `Sun, Mar 1`. */
const dayWords = (time: number, { formats, timezone }: Omit<Clock, 'now'>): string =>
  plainSpaces(
    new Intl.DateTimeFormat(formats, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeZone: timezone,
    }).format(time),
  );
