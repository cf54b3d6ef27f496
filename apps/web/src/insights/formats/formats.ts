import type { Day } from '../span/days.ts';

/** What stands where there is nothing to say a number of. */
export const NONE = '–';
const FIRST_MONDAY = Date.UTC(2024, 0, 1);
const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];

type Said<Value> = (value: Value) => string;
/** Numbers and times, as the reader's region writes them; times are the restaurant's. */
export interface Formats {
  readonly count: Said<number>;
  /** Whole ones from 10 on: there, nobody acts on a tenth. */
  readonly minutes: Said<number | null>;
  readonly share: Said<number | null>;
  readonly rating: Said<number | null>;
  /** "Mon 23 Nov". */
  readonly day: Said<Day>;
  /** "23 Nov". */
  readonly shortDay: Said<Day>;
  /** "Nov". */
  readonly month: Said<Day>;
  /** With its year. */
  readonly date: Said<Day>;
  /** Monday is 1. */
  readonly weekday: Said<number>;
  readonly hour: Said<number>;
  /** A moment, in RFC 3339. */
  readonly moment: Said<string>;
}

/**
 * @param region a language tag, such as `en-GB`
 * @param timezone the restaurant's
 */
export function formatsOf(region: string, timezone: string): Formats {
  const number = (options: Intl.NumberFormatOptions): Said<number | null> => {
    const format = new Intl.NumberFormat(region, options);
    return (value) => (value === null ? NONE : format.format(value));
  };
  const time = (options: Intl.DateTimeFormatOptions, timeZone = 'UTC'): Said<number | string> => {
    const format = new Intl.DateTimeFormat(region, { ...options, timeZone });
    return (moment) => format.format(new Date(moment));
  };
  const minutes = { style: 'unit', unit: 'minute' } as const;
  const whole = number({ ...minutes, maximumFractionDigits: 0 });
  const exact = number({ ...minutes, maximumFractionDigits: 1 });
  const weekday = time({ weekday: 'short' });
  const hour = time({ hour: 'numeric' });
  return {
    count: number({ maximumFractionDigits: 0 }),
    minutes: (value) => (value === null || value >= 10 ? whole : exact)(value),
    share: number({ style: 'percent', maximumFractionDigits: 0 }),
    rating: number({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    day: time({ weekday: 'short', day: 'numeric', month: 'short' }),
    shortDay: time({ day: 'numeric', month: 'short' }),
    month: time({ month: 'short' }),
    date: time({ day: 'numeric', month: 'short', year: 'numeric' }),
    weekday: (place) => weekday(FIRST_MONDAY + (place - 1) * DAY_MS),
    hour: (of) => hour(FIRST_MONDAY + of * HOUR_MS),
    moment: time(
      { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
      timezone,
    ),
  };
}
