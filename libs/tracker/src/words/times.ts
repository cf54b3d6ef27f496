import type { Estimate } from '#libs/contracts';
import { fill } from './fill.ts';
import type { Words } from './en.ts';

const MINUTE_MS = 60_000;
/** Beyond half an hour nobody can promise single minutes. */
const COARSE_FROM_MIN = 30;
const COARSE_STEP_MIN = 5;

/** As the reader's region writes this language, where it is theirs: `18:02` in British English, `6:02 PM` in American. */
const regional = (language: string | undefined): string | undefined =>
  typeof navigator === 'undefined'
    ? language
    : (navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language);

/** A formatter is expensive to make, and asked for every second. */
function perLanguage<T>(make: (language: string | undefined) => T): (language: string | undefined) => T {
  const made = new Map<string | undefined, T>();
  return (language) => {
    const known = made.get(language) ?? make(regional(language));
    made.set(language, known);
    return known;
  };
}

const clockOf = (language: string | undefined, hour: 'numeric' | '2-digit') =>
  new Intl.DateTimeFormat(language, { hour, minute: '2-digit' });
const [atNight, later] = [new Date(2000, 0, 1, 2, 5), new Date(2000, 0, 1, 2, 10)];
/** A time by itself is written as in a range: British English alone would write 2:05, but 02:05–02:10. */
const clocks = perLanguage((language) => {
  const usual = clockOf(language, 'numeric');
  return usual.formatRange(atNight, later).startsWith('0') ? clockOf(language, '2-digit') : usual;
});
const minutes = perLanguage(
  (language) => new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' }),
);

/** The time of day where the reader is, such as `18:02`, as their language writes it. */
export const timeOfDay = (time: string, language?: string): string => clocks(language).format(new Date(time));

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

/** The estimate as a range that counts down, rounded to what can be promised; null where there is none. @param now in ms */
export function estimateWords(estimate: Estimate, now: number, { estimate: words }: Words): string | null {
  if (estimate === null) return null;
  const low = minutesUntil(estimate.ready_from, now, Math.floor);
  const high = minutesUntil(estimate.ready_to, now, Math.ceil);
  if (high < 0) return words.over;
  if (high <= 1) return words.soon;
  if (low < 1) return fill(words.within, { high });
  return fill(low === high ? words.about : words.range, { low, high });
}

function minutesUntil(time: string, now: number, round: (value: number) => number): number {
  const minutes = (Date.parse(time) - now) / MINUTE_MS;
  const whole = round(minutes);
  return whole < COARSE_FROM_MIN ? whole : round(minutes / COARSE_STEP_MIN) * COARSE_STEP_MIN;
}

/** The estimate on the clock, such as `18:20–18:25`. */
export const estimateOnClock = (
  { ready_from, ready_to }: NonNullable<Estimate>,
  { language }: Words,
): string => clocks(language).formatRange(new Date(ready_from), new Date(ready_to));
