import type { Estimate } from '#libs/contracts';
import type { EstimateWords } from './catalogue.ts';
import { plainSpaces } from './plain-spaces.ts';

const step = 5 * 60_000;
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
  readonly words: keyof EstimateWords;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The estimate as the restaurant's clock shows it, widened to five minutes, since nobody can promise more: a
 * window, its end alone where its beginning is past, and no time at all where its end is.
 * @returns null where there is none
 */
export function promisedTime(estimate: Estimate, clock: Clock): Promised | null {
  if (estimate === null) return null;
  const now = clock.now.getTime();
  if (Date.parse(estimate.ready_to) <= now) return { words: 'past', values: {} };
  const from = Math.floor(Date.parse(estimate.ready_from) / step) * step;
  const to = Math.ceil(Date.parse(estimate.ready_to) / step) * step;
  return from < now ? promiseBy(to, clock) : promiseAround(from, to, clock);
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
