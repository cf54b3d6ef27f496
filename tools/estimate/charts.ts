import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { minute } from '#libs/estimate';
import type { Promised } from './replay.ts';
import { coverage } from './measures.ts';
import type { Kitchen } from './simulation/kitchen.ts';
import { meanOf, type Summary } from './summary.ts';

/** Without a browser: the same data make the same text. */
export const svg = (spec: TopLevelSpec): Promise<string> =>
  new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG();

const config = { background: 'white', font: 'sans-serif', view: { stroke: '#ddd' } } as const;
const blue = '#2563eb';
const red = '#dc2626';
const grey = '#6b7280';

export interface Replayed {
  readonly kitchen: Kitchen;
  readonly promised: readonly Promised[];
}

/** Orders that are counted together. */
const together = 100;

/** What share of the last hundred orders lay within the window, order by order. */
export function coverageChart(replayed: readonly Replayed[]): TopLevelSpec {
  const shares = replayed.flatMap(({ kitchen, promised }) =>
    promised.flatMap((_, place) =>
      place + 1 < 50 + together || (place + 1) % 10 !== 0
        ? []
        : [
            {
              kitchen: kitchen.title,
              order: place + 1,
              within: coverage(promised.slice(place + 1 - together, place + 1)),
            },
          ],
    ),
  );
  const changes = replayed.flatMap(({ kitchen }) =>
    kitchen.changes.map(({ name, order }) => ({ kitchen: kitchen.title, order, name })),
  );
  const x = { field: 'order', type: 'quantitative', title: 'order' } as const;
  return {
    config,
    data: { values: [...shares, ...changes] },
    facet: { field: 'kitchen', type: 'nominal', title: null },
    columns: 2,
    spec: {
      width: 380,
      height: 130,
      layer: [
        {
          data: { values: [{ from: 0.77, to: 0.83 }] },
          mark: { type: 'rect', color: blue, opacity: 0.12 },
          encoding: {
            y: { field: 'from', type: 'quantitative', scale: { domain: [0.4, 1] } },
            y2: { field: 'to' },
          },
        },
        {
          transform: [{ filter: 'datum.within != null' }],
          mark: { type: 'line', color: blue, strokeWidth: 1.5 },
          encoding: {
            x,
            y: {
              field: 'within',
              type: 'quantitative',
              title: 'within, of the last 100',
              axis: { format: '.0%' },
              scale: { domain: [0.4, 1] },
            },
          },
        },
        {
          transform: [{ filter: 'datum.name != null' }],
          mark: { type: 'rule', color: red, strokeDash: [4, 3] },
          encoding: { x },
        },
        {
          transform: [{ filter: 'datum.name != null' }],
          mark: { type: 'text', align: 'left', dx: 4, dy: 52, color: red, fontSize: 10 },
          encoding: { x, text: { field: 'name' } },
        },
      ],
    },
  };
}

/** How wide the windows are beside those of the rules that hold as many. */
export function widthChart(summaries: readonly Summary[]): TopLevelSpec {
  const values = summaries.flatMap((summary) =>
    Object.entries({
      learned: meanOf(summary, ({ width }) => width),
      'the rule': meanOf(summary, ({ ruleWidth }) => ruleWidth),
      '15 minutes for two items': meanOf(summary, ({ itemsWidth }) => itemsWidth),
      'the rule, right when the kitchen is full': meanOf(summary, ({ fullRuleWidth }) => fullRuleWidth),
    }).map(([rule, width]) => ({ kitchen: summary.kitchen, rule, width })),
  );
  const rules = [...new Set(values.map(({ rule }) => rule))];
  return {
    config,
    width: 860,
    height: 260,
    data: { values },
    mark: 'bar',
    encoding: {
      x: {
        field: 'kitchen',
        type: 'nominal',
        title: null,
        sort: null,
        axis: { labelAngle: 0, labelLimit: 160, labelExpr: 'split(datum.label, / where | that |, /)' },
      },
      xOffset: { field: 'rule', sort: rules },
      y: { field: 'width', type: 'quantitative', title: 'mean width, minutes' },
      color: {
        field: 'rule',
        sort: rules,
        title: null,
        scale: { domain: rules, range: [blue, '#9ca3af', '#d1d5db', '#fca5a5'] },
        legend: { orient: 'top', labelLimit: 400 },
      },
    },
  };
}

/** The windows of some orders around a change, and when each was ready. */
export function windowsChart({ kitchen, promised }: Replayed, { from, to }: Range): TopLevelSpec {
  const values = promised.slice(from - 1, to).map(({ window, took }, place) => ({
    order: from + place,
    from: window.from / minute,
    to: window.to / minute,
    took: took / minute,
    came: took < window.from ? 'too early' : took > window.to ? 'too late' : 'within',
  }));
  const changes = kitchen.changes.filter(({ order }) => order >= from && order <= to);
  const x = {
    field: 'order',
    type: 'quantitative',
    title: `order of the ${kitchen.title}`,
    scale: { zero: false, nice: false },
  } as const;
  return {
    config,
    width: 860,
    height: 260,
    data: { values },
    layer: [
      {
        mark: { type: 'rule', color: blue, opacity: 0.35, strokeWidth: 2 },
        encoding: {
          x,
          y: { field: 'from', type: 'quantitative', title: 'minutes after the acceptance' },
          y2: { field: 'to' },
        },
      },
      {
        mark: { type: 'point', filled: true, size: 14, opacity: 1 },
        encoding: {
          x,
          y: { field: 'took', type: 'quantitative' },
          color: {
            field: 'came',
            title: null,
            scale: { domain: ['within', 'too early', 'too late'], range: [blue, grey, red] },
            legend: { orient: 'top' },
          },
        },
      },
      {
        data: { values: changes },
        mark: { type: 'rule', color: red, strokeDash: [4, 3] },
        encoding: { x },
      },
    ],
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}
