import { describe, expect, it } from '@jest/globals';
import { Buckets } from './buckets.ts';

const limit = { perSecond: 10, burst: 5 };
let now = 0;
const buckets = (): Buckets => new Buckets(() => now);
const taken = (from: Buckets, count: number, key = 'till'): number[] =>
  Array.from({ length: count }, () => from.take(key, limit));

describe('A limit', () => {
  it('lets a burst through after a pause, then says for how long to wait', () => {
    expect(taken(buckets(), 6).map(Math.round)).toEqual([0, 0, 0, 0, 0, 100]);
  });

  it('is kept by whoever waits as long as they were told', () => {
    const one = buckets();
    taken(one, 5);
    for (let turn = 0; turn < 20; turn += 1) {
      now += one.take('till', limit);
      expect(one.take('till', limit)).toBe(0);
    }
  });

  it('lets no more through on average, however often one tries', () => {
    const one = buckets();
    let through = 0;
    for (const end = now + 10_000; now < end; now += 1) through += one.take('till', limit) === 0 ? 1 : 0;
    expect(through).toBe(5 + 100 - 1);
  });

  it('does not make whoever is refused wait longer', () => {
    const one = buckets();
    taken(one, 5);
    expect(new Set(taken(one, 1_000).map(Math.round))).toEqual(new Set([100]));
  });

  it('tells how many more it lets through, and when it would let a whole burst through', () => {
    const one = buckets();
    const levels = Array.from({ length: 7 }, () => {
      const { left, fullIn } = one.level('till', limit);
      one.take('till', limit);
      return [left, Math.round(fullIn)];
    });
    expect(levels).toEqual([
      [5, 0],
      [4, 100],
      [3, 200],
      [2, 300],
      [1, 400],
      [0, 500],
      [0, 500],
    ]);
    now += 250;
    expect(one.level('till', limit).left).toBe(2);
  });

  it('is everyone’s own', () => {
    const one = buckets();
    taken(one, 5);
    expect(one.take('tablet', limit)).toBe(0);
  });

  it('begins anew after a pause, and is never saved up for longer', () => {
    const one = buckets();
    taken(one, 5);
    now += 3_600_000;
    expect(taken(one, 6).map(Math.round)).toEqual([0, 0, 0, 0, 0, 100]);
  });
});
