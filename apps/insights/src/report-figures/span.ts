import { type AnalyticsQuery, longestSpan } from '#libs/contracts';
import { raw, type Sql, sql } from '#libs/postgres';
import { ProblemError } from '#libs/service-kit';
import type { Fulfilment } from '#libs/status-machine';

/** Of which orders figures are: days by the restaurant's clock, both included. */
export interface Span {
  readonly restaurantId: string;
  readonly timezone: string;
  readonly from: string;
  readonly to: string;
  /** Null for all kinds. */
  readonly fulfilment: Fulfilment | null;
}

const aDay = 24 * 60 * 60_000;
const usualDays = 28;

/** The date by a restaurant's clock. @param at in ms */
export const localDate = (at: number, timezone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(at);

/** A calendar's date, so many days on: on a calendar, every day is as long as another. */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * aDay).toISOString().slice(0, 10);

/**
 * The last four weeks where nothing is asked for, or so much before or after the one end that is named.
 * @param today by the restaurant's clock
 * @throws ProblemError where it is longer than is told at once
 */
export function daysAskedFor(
  { from, to }: Pick<AnalyticsQuery, 'from' | 'to'>,
  today: string,
): Pick<Span, 'from' | 'to'> {
  const last = to ?? (from !== undefined && from > today ? from : today);
  const first = from ?? daysAfter(last, 1 - usualDays);
  if (Date.parse(last) - Date.parse(first) < longestSpan * aDay) return { from: first, to: last };
  const message = `must lie at most ${String(longestSpan)} days before to`;
  throw new ProblemError('invalid_request', 'Check the query: it does not fit.', {
    errors: [{ path: 'from', message }],
  });
}

/** Rows of days that are asked for. */
export const daysOf = ({ restaurantId, from, to, fulfilment }: Span): Sql => sql`
  restaurant_id = ${restaurantId} AND date BETWEEN ${from} AND ${to}
  ${fulfilment === null ? raw('') : sql`AND fulfilment = ${fulfilment}`}`;

export const spanFacts = ({ from, to, timezone, fulfilment }: Span): Omit<Span, 'restaurantId'> => ({
  from,
  to,
  timezone,
  fulfilment,
});
