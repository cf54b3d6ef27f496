import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadsOf } from './load.ts';

describe('the load', () => {
  it('counts the orders that were placed before and had not left the kitchen', () => {
    const anyStays = fc
      .array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 30 })))
      .map((stays) =>
        stays
          .map(([placedAt, long]) => ({ placedAt, leftAt: placedAt + long }))
          .sort((one, other) => one.placedAt - other.placedAt),
      );
    fc.assert(
      fc.property(anyStays, (stays) => {
        const counted = stays.map(
          ({ placedAt }, place) => stays.slice(0, place).filter(({ leftAt }) => leftAt > placedAt).length,
        );
        expect(loadsOf(stays)).toEqual(counted);
      }),
    );
  });

  it('keeps counting one that never left', () => {
    expect(loadsOf([0, 1, 2].map((placedAt) => ({ placedAt, leftAt: Infinity })))).toEqual([0, 1, 2]);
  });
});
