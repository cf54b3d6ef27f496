import type { AccountEmailFacts, WeekFigures } from '#libs/contracts';
import type { Language } from './message-context.ts';
import { say, wordsOf } from './words.ts';

export interface WeekRow {
  readonly label: string;
  readonly week: string;
  readonly before: string;
}

/** A week beside the one before, in words and numbers of one language. */
export interface WeekView {
  readonly heading: string;
  readonly before: string;
  readonly rows: readonly WeekRow[];
}

type Weekly = NonNullable<AccountEmailFacts['weekly']>;

const aDay = 24 * 60 * 60_000;

/** From Monday to Sunday. @param monday its date */
export function datesOf(language: Language, monday: string): string {
  const days = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return days.formatRange(Date.parse(monday), Date.parse(monday) + 6 * aDay);
}

export function weekView(language: Language, { figures, before }: Weekly): WeekView {
  const words = wordsOf(language).week;
  const row = (label: string, tell: (of: WeekFigures) => string): WeekRow => ({
    label,
    week: tell(figures),
    before: tell(before),
  });
  const number = (value: number | null, options: Intl.NumberFormatOptions = {}): string =>
    value === null ? '–' : new Intl.NumberFormat(language, options).format(value);
  const minutes = (value: number | null): string =>
    value === null ? '–' : say(language, words.minutes, { minutes: number(value) });
  return {
    heading: words.week,
    before: words.before,
    rows: [
      row(words.orders, ({ orders }) => number(orders)),
      row(words.onTime, ({ on_time_share }) => number(on_time_share, { style: 'percent' })),
      row(words.median, ({ median_minutes }) => minutes(median_minutes)),
      row(words.rating, ({ rating }) =>
        number(rating, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
      ),
    ],
  };
}
