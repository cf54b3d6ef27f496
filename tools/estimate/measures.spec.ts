import { describe, expect, it } from '@jest/globals';
import { minute } from '#libs/estimate';
import {
  bestRule,
  coverage,
  fixedRule,
  fullest,
  itemsRule,
  lateness,
  meanWidth,
  ruleCoverage,
  widenedCoverage,
  widenedForFullest,
  widenedRule,
} from './measures.ts';
import type { Promised } from './replay.ts';

const order = {
  orderId: 'one',
  restaurantId: 'here',
  fulfilment: 'pickup',
  baseMinutes: 10,
  pieces: 1,
  load: 0,
  piecesAhead: 0,
  hourOfWeek: 0,
  milestones: {},
  knownAt: {},
} as const;
const took = (minutes: number, load = 0): Promised => ({
  order: { ...order, load },
  window: { from: 8 * minute, to: 12 * minute },
  learned: true,
  took: minutes * minute,
});
const orders = [took(4), took(8), took(10), took(12), took(20, 9)];

describe('what is measured', () => {
  it('counts who comes within the window, its ends included, and who comes later', () => {
    expect([coverage(orders), lateness(orders), meanWidth(orders)]).toEqual([0.6, 0.2, 4]);
  });

  it('holds a rule against 80 to 120 % of what it expects', () => {
    expect(ruleCoverage(orders, fixedRule(10))).toBe(0.6);
    expect(ruleCoverage(orders, fixedRule(20))).toBe(0.2);
  });

  it('widens a rule in proportion until it holds as many', () => {
    expect(widenedRule(orders, fixedRule(10), 0.6)).toBeCloseTo(4);
    expect(widenedRule(orders, fixedRule(10), 0.8)).toBeCloseTo(12);
    expect(widenedRule(orders, fixedRule(10), 1)).toBeCloseTo(20);
    expect(widenedRule(orders, fixedRule(5), 1)).toBeCloseTo(5 + 15);
    expect(bestRule(orders, 0.6)).toBeCloseTo(4);
    expect(bestRule(orders, 0.8)).toBeLessThan(12);
  });

  it('looks at the fullest quarter by itself', () => {
    expect(fullest(orders).map(({ order: { load } }) => load)).toEqual([9, 0]);
    const of = fullest(orders).slice(0, 1);
    expect(widenedCoverage(orders, { expects: fixedRule(10), share: 0.8, of })).toBe(0);
    expect(widenedForFullest(orders, fixedRule(10), 1)).toBeCloseTo(20);
  });

  it.each([
    [1, 7.5],
    [2, 15],
    [3, 22.5],
    [4, 30],
    [9, 30],
  ])('expects of %i items %d minutes where 15 are usual for two', (pieces, minutes) => {
    expect(itemsRule({ ...order, pieces })).toBe(minutes);
  });
});
