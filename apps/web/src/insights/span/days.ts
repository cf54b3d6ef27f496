const DAY_MS = 24 * 60 * 60_000;
const DAYS_OF_WEEK = 7;

/** A day of the calendar, such as "2026-03-01", wherever that is. */
export type Day = string;

const midnight = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** Of whole days, both included. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

export const addDays = (day: Day, days: number): Day =>
  new Date(midnight(day) + days * DAY_MS).toISOString().slice(0, 10);

/** How many days there are in it. */
export const lengthOf = ({ from, to }: Span): number =>
  Math.round((midnight(to) - midnight(from)) / DAY_MS) + 1;

export const daysIn = (span: Span): readonly Day[] =>
  Array.from({ length: Math.max(lengthOf(span), 0) }, (_none, place) => addDays(span.from, place));

/** 1 to 7; Monday is 1. */
export const weekdayOf = (day: Day): number => ((new Date(midnight(day)).getUTCDay() + 6) % DAYS_OF_WEEK) + 1;

/** Which day it is where the restaurant is; Swedish writes days as ISO 8601 does. @param now in ms */
export const dayAt = (now: number, timezone: string): Day =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(now);

/** Whether it is a day, and there is one of that name. */
export const isDay = (said: string | null): said is Day =>
  said !== null &&
  /^\d{4}-\d{2}-\d{2}$/.test(said) &&
  !Number.isNaN(midnight(said)) &&
  addDays(said, 0) === said;

/** The same weekdays before it, so that a Saturday is never held against a Monday. */
export function spanBefore({ from, to }: Span): Span {
  const days = -Math.ceil(lengthOf({ from, to }) / DAYS_OF_WEEK) * DAYS_OF_WEEK;
  return { from: addDays(from, days), to: addDays(to, days) };
}
