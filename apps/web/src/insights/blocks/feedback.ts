import type { AnalyticsFeedback, AnalyticsSummary } from '#libs/contracts';
import { fill } from '#libs/tracker';
import type { Wording } from '../words/wording.ts';
import { type Bars, barsOf } from './bars.ts';

type Latest = AnalyticsFeedback['latest'][number];
const stars = [5, 4, 3, 2, 1] as const;

/** How many stars were given how often, the best first. */
export function ratingBars({ ratings }: AnalyticsFeedback, { words, formats }: Wording): Bars {
  const orders = new Map(ratings.map((each) => [each.rating, each.orders]));
  const counts = stars.map((rating) => ({
    cells: [`${formats.count(rating)} ★`],
    orders: orders.get(rating) ?? 0,
  }));
  return {
    caption: words.feedback.stars,
    columns: [words.feedback.stars, words.columns.orders],
    rows: barsOf(counts, formats.count),
  };
}

/** The mean of those whose order was on time, and of those whose was late. */
export const meansByLateness = (
  { feedback }: AnalyticsSummary,
  { words, formats }: Wording,
): readonly (readonly [string, string])[] => [
  [words.feedback.onTime, formats.rating(feedback.mean_on_time)],
  [words.feedback.late, formats.rating(feedback.mean_late)],
];

/** How late its order was, after the end of what was promised; rounded up, so that late is never “0 min”. */
export function latenessWords({ late_minutes: late }: Latest, { words, formats }: Wording): string {
  if (late === null) return words.feedback.unpromised;
  return late > 0
    ? fill(words.feedback.lateBy, { minutes: formats.minutes(Math.ceil(late)) })
    : words.feedback.inTime;
}
