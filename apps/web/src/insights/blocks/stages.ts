import type { AnalyticsStages } from '#libs/contracts';
import { fill } from '#libs/tracker';
import type { LineChart } from '../line-chart/line-chart.ts';
import { daysIn } from '../span/days.ts';
import type { Table } from '../tables/table.ts';
import type { Wording } from '../words/wording.ts';

type Stage = AnalyticsStages['stages'][number];
/** How long one stage took. */
export interface StageView {
  readonly name: string;
  readonly inShort: string;
  readonly chart: LineChart;
  readonly table: Table;
}

/** Those that any order went through. */
export const stageViews = (stages: AnalyticsStages, wording: Wording): readonly StageView[] =>
  stages.stages.filter(({ orders }) => orders > 0).map((stage) => stageView(stages, stage, wording));

function stageView(stages: AnalyticsStages, stage: Stage, wording: Wording): StageView {
  const { words, formats } = wording;
  const name = words.stages.names[stage.stage];
  return {
    name,
    inShort: fill(words.stages.inShort, {
      median: formats.minutes(stage.median_minutes),
      p90: formats.minutes(stage.p90_minutes),
    }),
    chart: stageChart(stages, stage, wording),
    table: {
      caption: fill(words.stages.byDay, { stage: name }),
      columns: [words.columns.day, words.columns.orders, words.columns.median, words.columns.p90],
      rows: stage.days.map(({ date, orders, median_minutes, p90_minutes }) => [
        formats.day(date),
        formats.count(orders),
        formats.minutes(median_minutes),
        formats.minutes(p90_minutes),
      ]),
    },
  };
}

/** A day without orders is a gap, so that a closed Monday is no fast one. */
function stageChart(
  span: AnalyticsStages,
  { stage, days: known }: Stage,
  { words, formats }: Wording,
): LineChart {
  const byDate = new Map(known.map((day) => [day.date, day]));
  const days = daysIn(span);
  const at = (place: number): Stage['days'][number] | undefined => byDate.get(days[place] ?? '');
  const { median, p90, orders } = words.columns;
  return {
    name: fill(words.stages.byDay, { stage: words.stages.names[stage] }),
    days,
    lines: [
      { name: median, look: 'main', values: days.map((_day, place) => at(place)?.median_minutes ?? null) },
      { name: p90, look: 'second', values: days.map((_day, place) => at(place)?.p90_minutes ?? null) },
    ],
    top: null,
    aim: null,
    valueWords: formats.count,
    dayWords: { day: formats.shortDay, month: formats.month },
    sayOf: (place) => {
      const day = at(place);
      const of = `${formats.day(days[place] ?? span.to)}: `;
      if (!day) return of + words.nothing;
      return `${of}${median} ${formats.minutes(day.median_minutes)}, ${p90} ${formats.minutes(day.p90_minutes)}. ${orders}: ${formats.count(day.orders)}`;
    },
  };
}
