import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aimedShare, beyond, type Correction, corrected, noCorrection, sumOf } from './correction.ts';

const after = (misses: readonly boolean[], from: Correction = noCorrection): Correction =>
  misses.reduce((correction, missed) => corrected(correction, missed, 0.1), from);
const times = (count: number, missed: boolean): boolean[] => Array.from({ length: count }, () => missed);

describe('the correction', () => {
  it('changes nothing at first', () => {
    expect(aimedShare(0.1, noCorrection)).toBeCloseTo(0.1);
    expect(beyond(noCorrection)).toBe(0);
  });

  it('aims at fewer misses after each miss, and at more after each hit', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (misses) => {
        const known = after(misses);
        expect(aimedShare(0.1, corrected(known, true, 0.1))).toBeLessThanOrEqual(aimedShare(0.1, known));
        // What passes may pass faster than a hit narrows.
        expect(corrected(known, false, 0.1).lasting).toBeLessThanOrEqual(known.lasting);
        expect(beyond(known)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('stays where it is while as many miss as should', () => {
    const asMany = Array.from({ length: 500 }, (_, place) => place % 10 === 5);
    expect(Math.abs(after(asMany).lasting)).toBeLessThan(0.05);
  });

  it('never aims at more than half of all orders, nor beyond what finds back', () => {
    expect(aimedShare(0.1, after(times(5_000, false)))).toBeLessThanOrEqual(0.5);
    const widest = after(times(5_000, true));
    expect(sumOf(widest)).toBeLessThan(12);
    expect(sumOf(after(times(600, false), widest))).toBeLessThan(2);
  });

  it('soon forgets half of what passes', () => {
    const { passing } = after(times(10, true));
    const { passing: left } = Array.from({ length: 23 }).reduce<Correction>(
      (correction) => corrected(correction, false, 0),
      after(times(10, true)),
    );
    expect(left / passing).toBeCloseTo(0.5, 1);
  });
});
