import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { weightedQuantile } from './weighted-quantile.ts';

const even = (...values: readonly number[]) => values.map((value) => ({ value, weight: 1 }));

describe('a weighted quantile', () => {
  it.each([
    [0.5, 3],
    [0.1, 1],
    [0.9, 5],
    [0.4, 2.5],
  ])('of 1 to 5 at %d is %d', (share, value) => {
    expect(weightedQuantile(even(1, 2, 3, 4, 5))(share)).toBeCloseTo(value);
  });

  it('hears whoever counts more', () => {
    expect(weightedQuantile([...even(1, 2), { value: 9, weight: 8 }])(0.6)).toBeCloseTo(9);
  });

  it('never falls as the share grows, and stays between the smallest and the largest', () => {
    const anyShare = fc.double({ min: 0, max: 1, noNaN: true });
    const anyValues = fc.array(
      fc.record({ value: fc.integer(), weight: fc.double({ min: 0.01, max: 10, noNaN: true }) }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(anyValues, anyShare, anyShare, (values, one, other) => {
        const quantile = weightedQuantile(values.toSorted((one, other) => one.value - other.value));
        const [low, high] = [quantile(Math.min(one, other)), quantile(Math.max(one, other))];
        const all = values.map(({ value }) => value);
        expect(high).toBeGreaterThanOrEqual(low - 1e-6);
        expect(low).toBeGreaterThanOrEqual(Math.min(...all) - 1e-6);
        expect(high).toBeLessThanOrEqual(Math.max(...all) + 1e-6);
      }),
    );
  });
});
