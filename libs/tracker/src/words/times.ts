import type { Snapshot } from '#libs/contracts';
import { type Span, minutesLeft, timesOnClock, type AwaitedWindow, awaitedWindow } from '#libs/order-model';
import { fill } from './fill.ts';
import type { Words } from './en.ts';
import { regional } from './language-tags.ts';
import { serverClock } from '../server-clock/server-clock.ts';

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
const days = perLanguage(
  (language) => new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' }),
);
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
export function timeOfDay(time: string | number, language?: string, now = serverClock.now()): string {
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

/**
 * A time to come in a sentence, such as `19:30`, or `19:30 on Friday 4 December` where that is not today.
 * @param at in ms, as `now`
 */
export function momentWords(at: number, { language, onDay }: Words, now: number): string {
  const time = clocks(language).format(at);
  return areSameDay(at, now) ? time : fill(onDay, { time, day: days(language).format(at) });
}

type Awaited = Pick<Snapshot, 'estimate' | 'fulfilment'> &
  Partial<Pick<Snapshot, 'status' | 'scheduled_for'>>;

/** What is waited for: of an order for later its time, or what a delay has made of it. */
export function windowOf({ status, scheduled_for, estimate, fulfilment }: Awaited): AwaitedWindow | null {
  const window = awaitedWindow(estimate, fulfilment);
  if (status !== 'scheduled' || !scheduled_for) return window;
  const at = Math.max(Date.parse(scheduled_for), window?.to ?? 0);
  return { awaits: 'ready', from: at, to: at };
}

/**
 * Whether what was told is past: there is no telling then, and no time to be shown.
 * @param now in ms, by the server's clock
 */
export function isOverdue(order: Awaited, now = serverClock.now()): boolean {
  const window = windowOf(order);
  return window !== null && window.to <= now;
}

/**
 * A window as a range that counts down, rounded to what can be promised.
 * @param now in ms
 */
export function windowWords(window: AwaitedWindow, now: number, { estimate, arrival }: Words): string {
  const words = window.awaits === 'arrival' ? arrival : estimate;
  const { low, high } = minutesLeft(window, now);
  if (high < 1) return estimate.over;
  if (high === 1) return words.soon;
  if (low < 1) return fill(words.within, { high });
  return fill(low === high ? words.about : words.range, { low, high });
}

/**
 * What of a window is still to come, on the clock: `18:20–18:25`, `18:25` once it has begun, and nothing
 * once it is past.
 * @param now in ms
 */
export function windowOnClock(window: Span, { language }: Words, now: number): string {
  const told = timesOnClock(window, now);
  if (told === null) return '';
  const { from, to } = told;
  if (from === null) return timeOfDay(to, language, now);
  // The clocks are changed in between: without its zone, 1:50–1:10 would run backwards.
  if (new Date(from).getTimezoneOffset() !== new Date(to).getTimezoneOffset())
    return [from, to].map((time) => zonedClocks(language).format(time)).join(' – ');
  if (areSameDay(from, to))
    return (areSameDay(from, now) ? clocks : datedClocks)(language).formatRange(from, to);
  return [from, to].map((time) => timeOfDay(time, language, now)).join(' – ');
}
