import { describe, expect, it } from '@jest/globals';
import { coverageChart, svg, widthChart, windowsChart } from './charts.ts';
import { runKitchen } from './figures.ts';
import { replay } from './replay.ts';
import { kitchens } from './simulation/kitchens.ts';
import { simulate } from './simulation/simulate.ts';
import { summaryOf } from './summary.ts';
import { coverageTable, markdown, plain, rulesTable, widthTable } from './tables.ts';

const stage = 'preparation';
const [cafe] = kitchens;
const kitchen = {
  ...cafe!,
  changes: [{ name: 'a rush', order: 200, rush: { times: 2, orders: 50 } }],
} as const;
const run = runKitchen(kitchen, { orders: 500, seed: 1, stage });
const within = (coverage: number, after: number) => ({
  ...run,
  coverage,
  afterChanges: [{ name: 'a rush', coverage: after } as const],
});

describe('the tables', () => {
  it('say how many simulations were within the bands, and whether all were', () => {
    const summary = summaryOf('café', [within(0.8, 0.8), within(0.76, 0.72)]);
    expect(coverageTable([summary]).rows).toEqual([
      ['café', '78.0 %', '76.0 – 80.0 %', '1 of 2 ✗', '76.0 %', '72.0 – 80.0 %', '1 of 2 ✗'],
    ]);
    expect(coverageTable([summaryOf('café', [within(0.77, 0.87)])]).rows[0]?.at(-1)).toBe('1 of 1 ✓');
  });

  it('say whether the windows are as narrow as they should be beside the rule’s', () => {
    const wide = { ...run, width: 8, ruleWidth: 10, itemsWidth: 16, bestRuleWidth: 8, fullRuleWidth: 20 };
    expect(widthTable([summaryOf('café', [wide])]).rows).toEqual([
      ['café', '8.0 min', '0.80 ✗', '1.00', '0.50', '0.40'],
    ]);
    expect(widthTable([summaryOf('café', [{ ...wide, ruleWidth: 12 }])]).rows[0]?.[2]).toBe('0.67 ✓');
  });

  it('have as many cells as columns, on a page and in a terminal', () => {
    const summaries = [summaryOf('café', [run])];
    for (const table of [coverageTable(summaries), widthTable(summaries), rulesTable(summaries)]) {
      expect(table.rows.map(({ length }) => length)).toEqual([table.head.length]);
      expect(markdown(table).split('\n')).toHaveLength(3);
      expect(
        new Set(
          plain(table)
            .split('\n')
            .map(({ length }) => length),
        ).size,
      ).toBe(1);
    }
  });
});

describe('the pictures', () => {
  const replayed = { kitchen, promised: replay(simulate(kitchen, 500, 1), stage) };
  const charts = {
    coverage: () => coverageChart([replayed]),
    width: () => widthChart([summaryOf('café', [run])]),
    windows: () => windowsChart(replayed, { from: 150, to: 250 }),
  };

  it.each(Object.entries(charts))(
    'of %s are drawn without a browser, and the same each time',
    async (_, chart) => {
      const drawn = await svg(chart());
      expect(drawn).toMatch(/^<svg/);
      expect(drawn).not.toMatch(/NaN|undefined/);
      expect(await svg(chart())).toBe(drawn);
    },
  );
});
