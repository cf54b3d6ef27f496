import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { type Day, weekdayOf } from '../span/days.ts';
import type { LineChart } from './line-chart.ts';

/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
interface Tick {
  readonly at: number;
  readonly words: string;
}
interface Point {
  readonly x: number;
  readonly y: number;
}
/** Where everything stands. */
export interface Geometry {
  readonly paths: readonly { readonly look: string; readonly d: string; readonly dots: readonly Point[] }[];
  /** Between the first line and the second, where there are two. */
  readonly band: string;
  readonly across: readonly Tick[];
  readonly along: readonly (Tick & { readonly anchor: 'start' | 'middle' | 'end' })[];
  readonly aim: number | null;
  readonly xOf: (place: number) => number;
  readonly placeAt: (x: number) => number;
}

export const margin = { top: 12, right: 12, bottom: 28, left: 44 } as const;
const [LABEL_PX, TICK_PX, MOST_DOTS] = [72, 44, 62];
const [FORTNIGHT, SEASON] = [14, 100];

/** As many as there is room for: every few days, Mondays, or the first days of months. */
function labelled(days: readonly Day[], room: number): readonly number[] {
  const all = days
    .map((day, place) => ({ day, place }))
    .filter(({ day }) =>
      days.length > SEASON ? day.endsWith('-01') : days.length <= FORTNIGHT || weekdayOf(day) === 1,
    );
  const step = Math.ceil(all.length / Math.max(1, Math.floor(room / LABEL_PX)));
  return all.filter((_each, nth) => nth % step === 0).map(({ place }) => place);
}

const anchorAt = (x: number, { width }: Size): 'start' | 'middle' | 'end' => {
  if (x > width - margin.right - LABEL_PX / 3) return 'end';
  return x < margin.left + LABEL_PX / 3 ? 'start' : 'middle';
};

const highest = ({ lines }: LineChart): number =>
  Math.max(0, ...lines.flatMap(({ values }) => values.filter((value) => value !== null)));

/**
 * D3 says where, lit draws it: as SVG it takes the page's tokens, prints sharply, and needs no inline style,
 * which the pages' content security policy forbids. Chart libraries draw on a canvas or bring a style sheet.
 */
export function geometryOf(chart: LineChart, size: Size): Geometry {
  const { days, lines, top, aim, valueWords, dayWords } = chart;
  const x = scaleLinear([0, Math.max(days.length - 1, 1)], [margin.left, size.width - margin.right]);
  const y = scaleLinear([0, top ?? (highest(chart) || 1)], [size.height - margin.bottom, margin.top]);
  if (top === null) y.nice(Math.floor(size.height / TICK_PX));
  const xOf = (place: number): number => (days.length === 1 ? (x(0) + x(1)) / 2 : x(place));
  const pathOf = line<number | null>()
    .defined((value) => value !== null)
    .x((_value, place) => xOf(place))
    .y((value) => y(value ?? 0));
  const dotsOf = (values: readonly (number | null)[]): readonly Point[] =>
    days.length > MOST_DOTS
      ? []
      : values.flatMap((value, place) => (value === null ? [] : [{ x: xOf(place), y: y(value) }]));
  const label = days.length > SEASON ? dayWords.month : dayWords.day;
  return {
    paths: lines.map(({ look, values }) => ({ look, d: pathOf(values) ?? '', dots: dotsOf(values) })),
    band: bandOf(chart, xOf, y),
    across: y
      .ticks(Math.floor(size.height / TICK_PX))
      .map((value) => ({ at: y(value), words: valueWords(value) })),
    along: labelled(days, size.width - margin.left - margin.right).map((place) => ({
      at: xOf(place),
      words: label(days[place] ?? ''),
      anchor: anchorAt(xOf(place), size),
    })),
    aim: aim && y(aim.value),
    xOf,
    placeAt: (at) => Math.min(days.length - 1, Math.max(0, Math.round(x.invert(at)))),
  };
}

function bandOf({ lines }: LineChart, xOf: (place: number) => number, y: (value: number) => number): string {
  const [low, high] = lines;
  if (!low || !high) return '';
  return (
    area<number | null>()
      .defined((value, place) => value !== null && (high.values[place] ?? null) !== null)
      .x((_value, place) => xOf(place))
      .y0((value) => y(value ?? 0))
      .y1((_value, place) => y(high.values[place] ?? 0))(low.values) ?? ''
  );
}
