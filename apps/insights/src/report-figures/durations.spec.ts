import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CountedTimes, durationOf } from './durations.ts';

const counted = (times: readonly number[]): CountedTimes => {
  const groups = [...Map.groupBy(times, (time) => time)].toSorted(([one], [other]) => one - other);
  return { tenths: groups.map(([time]) => time), orders: groups.map(([, of]) => of.length) };
};

/** As PostgreSQL's `percentile_cont`: from all of them, in a row. */
function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  const place = share * (sorted.length - 1);
  const [below = 0, above = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return Number(((below + (above - below) * (place % 1)) / 10).toFixed(1));
}

describe('median and ninth decile', () => {
  it('of days are those of all their orders', () => {
    const day = fc.array(fc.integer({ min: 0, max: 3_600 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 6 }), (days) => {
        const all = days.flat();
        fc.pre(all.length > 0);
        expect(durationOf(days.map(counted))).toEqual({
          orders: all.length,
          median_minutes: percentile(all, 0.5),
          p90_minutes: percentile(all, 0.9),
        });
      }),
    );
  });

  it('of nothing are none', () => {
    expect(durationOf([])).toEqual({ orders: 0, median_minutes: null, p90_minutes: null });
  });
});
