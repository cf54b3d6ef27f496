import type { Day } from '../span/days.ts';

/** One value a day; null where there is none. */
export interface Line {
  readonly name: string;
  readonly look: 'main' | 'second';
  readonly values: readonly (number | null)[];
}

/** Lines over days, from 0 on. */
export interface LineChart {
  readonly name: string;
  readonly days: readonly Day[];
  readonly lines: readonly Line[];
  /** Where it always ends; null where the highest value says so. */
  readonly top: number | null;
  /** A line across, such as what is aimed at. */
  readonly aim: { readonly value: number; readonly name: string } | null;
  readonly valueWords: (value: number) => string;
  readonly dayWords: Readonly<Record<'day' | 'month', (day: Day) => string>>;
  /** All that is known of a day, by its place. */
  readonly sayOf: (place: number) => string;
}
