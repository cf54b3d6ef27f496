import type { AnalyticsPromises } from '#libs/contracts';
import type { LineChart } from '../line-chart/line-chart.ts';
import { daysIn } from '../span/days.ts';
import type { Table } from '../tables/table.ts';
import type { Wording } from '../words/wording.ts';

type Promised = AnalyticsPromises['days'][number];
/** How many of the promises are to hold. */
const AIM = 0.8;

export function promisesTable({ days }: AnalyticsPromises, { words, formats }: Wording): Table {
  const { coverage, onTime, width, learned, caption } = words.promises;
  return {
    caption,
    columns: [words.columns.day, words.columns.orders, coverage, onTime, width, learned],
    rows: days.map((day) => [
      formats.day(day.date),
      formats.count(day.orders),
      formats.share(day.coverage),
      formats.share(day.on_time_share),
      formats.minutes(day.mean_width_minutes),
      formats.share(day.learned_share),
    ]),
  };
}

/** How many promises held, by day, and how wide they were. */
export function promiseCharts(
  promises: AnalyticsPromises,
  wording: Wording,
): readonly [LineChart, LineChart] {
  const { words, formats } = wording;
  const { coverage, width, aim } = words.promises;
  return [
    {
      ...chartOf(promises, coverage, (day) => day.coverage, formats.share, wording),
      top: 1,
      aim: { value: AIM, name: aim },
    },
    chartOf(promises, width, (day) => day.mean_width_minutes, formats.minutes, wording),
  ];
}

function chartOf(
  promises: AnalyticsPromises,
  name: string,
  valueOf: (day: Promised) => number | null,
  say: (value: number | null) => string,
  { words, formats }: Wording,
): LineChart {
  const byDate = new Map(promises.days.map((day) => [day.date, day]));
  const days = daysIn(promises);
  return {
    name,
    days,
    lines: [{ name, look: 'main', values: days.map((date) => valueOfDay(byDate.get(date), valueOf)) }],
    top: null,
    aim: null,
    valueWords: name === words.promises.width ? formats.count : say,
    dayWords: { day: formats.shortDay, month: formats.month },
    sayOf: (place) => {
      const date = days[place] ?? promises.to;
      const day = byDate.get(date);
      const said = day && `${say(valueOf(day))}. ${words.columns.orders}: ${formats.count(day.orders)}`;
      return `${formats.day(date)}: ${said ?? words.nothing}`;
    },
  };
}

const valueOfDay = (day: Promised | undefined, valueOf: (day: Promised) => number | null): number | null =>
  day === undefined ? null : valueOf(day);
