import type { AnalyticsSummary } from '#libs/contracts';
import { raw } from '#libs/postgres';
import { rounded } from './durations.ts';

/** What days come to, added up. */
export interface DayTotals {
  readonly orders: number;
  readonly completed: number;
  readonly cancelled: number;
  readonly rejected: number;
  readonly judged: number;
  readonly covered: number;
  readonly onTime: number;
  readonly learned: number;
  readonly promisedMinutes: number;
}

const sumOf = (column: string): string => `coalesce(sum(${column}), 0)::float8`;

export const totals = raw(
  [
    ...['orders', 'completed', 'cancelled', 'rejected', 'judged', 'covered', 'learned'].map(
      (column) => `${sumOf(column)} AS ${column}`,
    ),
    `${sumOf('on_time')} AS "onTime"`,
    `${sumOf('promised_minutes')} AS "promisedMinutes"`,
  ].join(', '),
);

/** From 0 to 1, to a thousandth. */
export const shareOf = (part: number, all: number): number | null =>
  all === 0 ? null : rounded(part / all, 3);

export const promisesOf = (of: DayTotals): AnalyticsSummary['promises'] => ({
  orders: of.judged,
  coverage: shareOf(of.covered, of.judged),
  on_time_share: shareOf(of.onTime, of.judged),
  mean_width_minutes: of.judged === 0 ? null : rounded(of.promisedMinutes / of.judged),
  learned_share: shareOf(of.learned, of.judged),
});

/** @param counts how many had 1, 2, 3, 4 and 5 stars */
export function meanRating(counts: readonly number[]): number | null {
  const all = counts.reduce((sum, n) => sum + n, 0);
  const stars = counts.reduce((sum, n, place) => sum + n * (place + 1), 0);
  return all === 0 ? null : rounded(stars / all, 2);
}
