import { describe, expect, it } from '@jest/globals';
import { percentilesOf } from './percentiles.ts';

describe('percentiles', () => {
  it('are values that were measured, by nearest rank, in whatever order they came', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentilesOf(hundred)).toEqual({ count: 100, p50: 50, p90: 90, p99: 99, max: 100 });
  });

  it('of one value are that value', () => {
    expect(percentilesOf([3])).toEqual({ count: 1, p50: 3, p90: 3, p99: 3, max: 3 });
  });

  it('of nothing are none', () => {
    expect(percentilesOf([])).toBeNull();
  });
});
