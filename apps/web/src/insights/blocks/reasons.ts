import type { AnalyticsReasons } from '#libs/contracts';
import type { Wording } from '../words/wording.ts';
import { type Bars, barsOf } from './bars.ts';

/** What went against the plan, and why; the most frequent first. */
export function reasonBars({ reasons }: AnalyticsReasons, { words, formats }: Wording): Bars {
  const { mishaps, names, mishap, reason, unsaid, title } = words.reasons;
  const counts = reasons
    .filter(({ orders }) => orders > 0)
    .toSorted((one, other) => other.orders - one.orders)
    .map((each) => ({
      cells: [mishaps[each.mishap], each.reason === null ? unsaid : names[each.reason]],
      orders: each.orders,
    }));
  return {
    caption: title,
    columns: [mishap, reason, words.columns.orders],
    rows: barsOf(counts, formats.count),
  };
}
