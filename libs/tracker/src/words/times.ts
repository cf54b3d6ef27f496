import type { Estimate } from '#libs/contracts';
import { fill } from './fill.ts';
import type { Words } from './en.ts';
import { regional } from './language-tags.ts';
import { serverClock } from '../server-clock/server-clock.ts';

const MINUTE_MS = 60_000;
/** Beyond ten minutes nobody can promise single ones. */
const FINE_UP_TO_MIN = 10;
const COARSE_STEP_MIN = 5;

/** A formatter is expensive to make, and asked for every second. */
function perLanguage<T>(make: (language: string | undefined) => T): (language: string | undefined) => T {
  const made = new Map<string | undefined, T>();
  return (language) => {
    const known = made.get(language) ?? make(regional(language));
    made.set(language, known);
    return known;
  };
}

const clockOf = (language: string | undefined, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', ...options });
const [atNight, later] = [new Date(2000, 0, 1, 2, 5), new Date(2000, 0, 1, 2, 10)];
/** A time by itself is written as in a range: British English alone would write 2:05, but 02:05–02:10. */
const clocksWith = (beside: Intl.DateTimeFormatOptions) =>
  perLanguage((language) =>
    clockOf(language, {
      ...beside,
      ...(clockOf(language, {}).formatRange(atNight, later).startsWith('0') && { hour: '2-digit' }),
    }),
  );
const clocks = clocksWith({});
const datedClocks = clocksWith({ weekday: 'short', day: 'numeric', month: 'short' });
const zonedClocks = clocksWith({ timeZoneName: 'short' });
const minutes = perLanguage(
  (language) => new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' }),
);

const areSameDay = (one: Date | number, other: Date | number): boolean =>
  new Date(one).toDateString() === new Date(other).toDateString();

/**
 * The time of day where the reader is, such as `18:02`, as their language writes it; with its date where that
 * is not today's.
 * @param now in ms
 */
export function timeOfDay(time: string, language?: string, now = serverClock.now()): string {
  const at = new Date(time);
  return (areSameDay(at, now) ? clocks : datedClocks)(language).format(at);
}

/** A duration in words, such as `15 minutes`, that no line break tears apart. */
export const durationWords = (count: number, { language }: Words): string =>
  minutes(language).format(count).replace(' ', '\u00a0');

/** How long ago, such as `40 s ago`. @param heardAt and `now` in ms */
export function ageWords(heardAt: number, now: number, { age }: Words): string {
  const seconds = Math.max(0, Math.round((now - heardAt) / 1_000));
  if (seconds < 10) return age.now;
  // In steps of ten, so that the words rest.
  if (seconds < 60) return fill(age.seconds, { count: Math.floor(seconds / 10) * 10 });
  if (seconds < 3_600) return fill(age.minutes, { count: Math.floor(seconds / 60) });
  return fill(age.hours, { count: Math.floor(seconds / 3_600) });
}

/** Whether what was estimated is past: there is no telling then, and no time to be shown. @param now in ms */
export const isOverdue = (estimate: Estimate, now: number): boolean =>
  estimate !== null && Date.parse(estimate.ready_to) <= now;

/**
 * The estimate as a range that counts down, rounded to what can be promised; null where there is none.
 * @param now in ms
 */
export function estimateWords(estimate: Estimate, now: number, { estimate: words }: Words): string | null {
  if (estimate === null) return null;
  if (isOverdue(estimate, now)) return words.over;
  const low = minutesUntil(estimate.ready_from, now, Math.floor);
  const high = minutesUntil(estimate.ready_to, now, Math.ceil);
  if (high <= 1) return words.soon;
  if (low < 1) return fill(words.within, { high });
  return fill(low === high ? words.about : words.range, { low, high });
}

function minutesUntil(time: string, now: number, round: (value: number) => number): number {
  const minutes = (Date.parse(time) - now) / MINUTE_MS;
  const whole = round(minutes);
  return whole <= FINE_UP_TO_MIN ? whole : round(minutes / COARSE_STEP_MIN) * COARSE_STEP_MIN;
}

/**
 * What of the estimate is still to come, on the clock: `18:20–18:25`, `18:25` once it has begun, and nothing
 * once it is past.
 * @param now in ms
 */
export function estimateOnClock(estimate: NonNullable<Estimate>, { language }: Words, now: number): string {
  const { ready_from, ready_to } = estimate;
  const [from, to] = [new Date(ready_from), new Date(ready_to)];
  if (isOverdue(estimate, now)) return '';
  if (from.getTime() <= now) return timeOfDay(ready_to, language, now);
  // The clocks are changed in between: without its zone, 1:50–1:10 would run backwards.
  if (from.getTimezoneOffset() !== to.getTimezoneOffset())
    return [from, to].map((time) => zonedClocks(language).format(time)).join(' – ');
  if (areSameDay(from, to))
    return (areSameDay(from, now) ? clocks : datedClocks)(language).formatRange(from, to);
  return [ready_from, ready_to].map((time) => timeOfDay(time, language, now)).join(' – ');
}
