import { addDays, type Day, type Span, weekdayOf } from './days.ts';

const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** A year before; of a 29 February the 1 March. */
const yearBefore = (day: Day): Day =>
  addDays(`${String(Number(day.slice(0, 4)) - 1)}${day.slice(4, 8)}01`, Number(day.slice(8)) - 1);

/** The spans that are asked for by name, each as it is on that day. */
export const namedSpans = {
  this_week: (today: Day): Span => ({ from: mondayOf(today), to: today }),
  last_week: (today: Day): Span => ({ from: addDays(mondayOf(today), -7), to: addDays(mondayOf(today), -1) }),
  four_weeks: (today: Day): Span => ({ from: addDays(today, -27), to: today }),
  twelve_months: (today: Day): Span => ({ from: addDays(yearBefore(today), 1), to: today }),
} as const;

export type SpanName = keyof typeof namedSpans;
export const spanNames = Object.keys(namedSpans) as readonly SpanName[];

/** What a span is called on that day; null where it is one of its own. */
export const nameOf = ({ from, to }: Span, today: Day): SpanName | null =>
  spanNames.find((name) => {
    const named = namedSpans[name](today);
    return named.from === from && named.to === to;
  }) ?? null;
