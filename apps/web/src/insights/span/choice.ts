import { type AnalyticsQuery, longestSpan } from '#libs/contracts';
import { type Day, isDay, lengthOf, type Span } from './days.ts';
import { namedSpans } from './named-spans.ts';

/** Of which orders the figures are; null of every kind. */
export interface Choice extends Span {
  readonly fulfilment: Fulfilment | null;
}
export type Fulfilment = NonNullable<AnalyticsQuery['fulfilment']>;
export const fulfilments: readonly Fulfilment[] = ['delivery', 'pickup', 'dine_in'];

/** From what was written; null where that is none, or one that the API does not take. */
export function spanOf(from: string | null, to: string | null): Span | null {
  if (!isDay(from) || !isDay(to) || from > to) return null;
  return lengthOf({ from, to }) <= longestSpan ? { from, to } : null;
}

/** What an address asks for; the last 28 days where it names no span that there is. */
export function choiceIn(search: string, today: Day): Choice {
  const asked = new URLSearchParams(search);
  const span = spanOf(asked.get('from'), asked.get('to')) ?? namedSpans.four_weeks(today);
  return { ...span, fulfilment: fulfilments.find((kind) => kind === asked.get('fulfilment')) ?? null };
}

/** What the API is asked with. */
export function queryOf({ from, to, fulfilment }: Choice): string {
  return String(new URLSearchParams({ from, to, ...(fulfilment && { fulfilment }) }));
}

/** The address that shows the same to whoever opens it, on any day; what else stands in it stays. */
export function addressOf(choice: Choice, search: string): string {
  const all = new URLSearchParams(search);
  for (const name of ['from', 'to', 'fulfilment']) all.delete(name);
  for (const [name, value] of new URLSearchParams(queryOf(choice))) all.set(name, value);
  return `?${String(all)}`;
}
