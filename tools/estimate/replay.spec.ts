import { describe, expect, it } from '@jest/globals';
import { figuresOf, runKitchen } from './figures.ts';
import { kitchens } from './simulation/kitchens.ts';
import { simulate } from './simulation/simulate.ts';
import { replay } from './replay.ts';
import { heldBand, recoveredBand, summaryOf } from './summary.ts';

const stage = 'preparation';

const summaries = kitchens.map((kitchen) =>
  summaryOf(
    kitchen.title,
    [1, 2].map((seed) => runKitchen(kitchen, { orders: 2_000, seed, stage })),
  ),
);

describe.each(summaries)('the $kitchen', (summary) => {
  it('has four of five orders come within their windows, whatever happens', () => {
    for (const { coverage } of summary.runs) {
      expect(coverage).toBeGreaterThanOrEqual(heldBand.from);
      expect(coverage).toBeLessThanOrEqual(heldBand.to);
    }
  });

  it('would have been told far wider windows by the rule, were that to hold as many in a full kitchen', () => {
    for (const { width, fullRuleWidth, fullCoverage, fullRuleCoverage } of summary.runs) {
      expect(width / fullRuleWidth).toBeLessThan(0.85);
      expect(fullCoverage).toBeGreaterThan(fullRuleCoverage + 0.1);
    }
  });
});

describe('all kitchens together', () => {
  it('are right again after nearly every change, from the 61st order on', () => {
    const recovered = summaries.reduce((sum, each) => sum + each.recovered, 0);
    const changes = summaries.reduce((sum, each) => sum + each.changes, 0);
    expect(changes).toBe(36);
    expect(recovered / changes).toBeGreaterThanOrEqual(0.88);
    expect(recoveredBand).toEqual({ from: 0.73, to: 0.87 });
  });
});

describe('a replay', () => {
  const [kitchen] = kitchens;
  const orders = simulate(kitchen!, 400, 5);

  it('promises nothing by what became known later', () => {
    const half = orders.slice(0, 200);
    const windows = (promised: ReturnType<typeof replay>) => promised.map(({ window }) => window);
    expect(windows(replay(half, stage))).toEqual(windows(replay(orders, stage)).slice(0, 200));
  });

  it('learns from an order once it was told of, however early it came true', () => {
    const toldAtTheEnd = orders.map((order) => ({
      ...order,
      knownAt: { ...order.knownAt, ready: Number.MAX_SAFE_INTEGER },
    }));
    expect(replay(toldAtTheEnd, stage).every(({ learned }) => !learned)).toBe(true);
    expect(replay(orders, stage).filter(({ learned }) => learned).length).toBeGreaterThan(300);
  });

  it('measures nothing where there are too few orders', () => {
    expect(() => figuresOf(replay(orders.slice(0, 200), stage))).toThrow(RangeError);
  });
});
