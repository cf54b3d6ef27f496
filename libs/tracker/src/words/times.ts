import type { Estimate } from '#libs/contracts';
import { fill } from './fill.ts';
import type { Words } from './en.ts';

const MINUTE_MS = 60_000;
/** Beyond half an hour nobody can promise single minutes. */
const COARSE_FROM_MIN = 30;
const COARSE_STEP_MIN = 5;

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

/** The time of day where the reader is, such as `18:02`. */
export const timeOfDay = (time: string): string => clock.format(new Date(time));

/** How long ago, such as `40 s ago`. @param heardAt and `now` in ms */
export function ageWords(heardAt: number, now: number, { age }: Words): string {
  const seconds = Math.max(0, Math.round((now - heardAt) / 1_000));
  if (seconds < 5) return age.now;
  if (seconds < 60) return fill(age.seconds, { count: seconds });
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
export const estimateOnClock = (estimate: NonNullable<Estimate>, { estimate: words }: Words): string =>
  fill(words.clock, { from: timeOfDay(estimate.ready_from), to: timeOfDay(estimate.ready_to) });
