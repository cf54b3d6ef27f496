import type { AnalyticsHours } from '#libs/contracts';
import { NONE } from '../formats/formats.ts';
import type { Table } from '../tables/table.ts';
import type { Wording } from '../words/wording.ts';

type Hour = AnalyticsHours['hours'][number];
/** `step` says how strongly it is coloured: 0 (nothing) to 5 (the most of all). */
export interface HeatCell {
  readonly words: string;
  readonly step: number;
}
/** Hours by weekdays, from the first hour that had orders to the last. */
export interface Heat {
  readonly caption: string;
  readonly weekdays: readonly string[];
  readonly rows: readonly { readonly hour: string; readonly cells: readonly HeatCell[] }[];
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const STEPS = 5;

export const orderHeat = (hours: AnalyticsHours, wording: Wording): Heat =>
  heatOf(hours, wording.words.hours.orders, ({ orders }) => orders, wording);

export const minuteHeat = (hours: AnalyticsHours, wording: Wording): Heat =>
  heatOf(hours, wording.words.hours.minutes, ({ median_minutes }) => median_minutes, wording);

function heatOf(
  { hours }: AnalyticsHours,
  caption: string,
  valueOf: (hour: Hour) => number | null,
  { formats }: Wording,
): Heat {
  const busy = hours.filter(({ orders }) => orders > 0);
  const values = new Map(busy.map((hour) => [`${String(hour.weekday)} ${String(hour.hour)}`, valueOf(hour)]));
  const most = Math.max(0, ...[...values.values()].map((value) => value ?? 0));
  const cellOf = (value: number): HeatCell => ({
    words: formats.count(value),
    step: value > 0 ? Math.ceil((value / most) * STEPS) : 0,
  });
  return {
    caption,
    weekdays: weekdays.map(formats.weekday),
    rows: hoursBetween(busy).map((hour) => ({
      hour: formats.hour(hour),
      cells: weekdays.map((weekday) => {
        const value = values.get(`${String(weekday)} ${String(hour)}`) ?? null;
        return value === null ? { words: NONE, step: 0 } : cellOf(value);
      }),
    })),
  };
}

function hoursBetween(busy: readonly Hour[]): readonly number[] {
  const all = busy.map(({ hour }) => hour);
  const first = Math.min(...all);
  return all.length === 0
    ? []
    : Array.from({ length: Math.max(...all) - first + 1 }, (_none, nth) => first + nth);
}

/** Everything that is known of each hour that had orders, as the week goes. */
export function hoursTable({ hours }: AnalyticsHours, { words, formats }: Wording): Table {
  const { weekday, hour, orders, median, p90 } = words.columns;
  return {
    caption: words.hours.caption,
    columns: [`${weekday}, ${hour.toLowerCase()}`, orders, median, p90, words.promises.onTime],
    rows: hours
      .filter((each) => each.orders > 0)
      .toSorted((one, other) => one.weekday - other.weekday || one.hour - other.hour)
      .map((each) => [
        `${formats.weekday(each.weekday)} ${formats.hour(each.hour)}`,
        formats.count(each.orders),
        formats.minutes(each.median_minutes),
        formats.minutes(each.p90_minutes),
        formats.share(each.on_time_share),
      ]),
  };
}
