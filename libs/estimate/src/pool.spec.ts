import { describe, expect, it } from '@jest/globals';
import { pooled, type Poolable } from './pool.ts';

type Known = Omit<Poolable, 'weight'>;

const many = (count: number, hourOfWeek: number, load: number): Known[] =>
  Array.from({ length: count }, () => ({ hourOfWeek, load }));
/** Of whom a situation is learned, as "hour/load". */
const learnedFrom = (orders: readonly Known[], hourOfWeek: number, load: number, weight = 1): string[] => {
  const weighted = orders.map((order) => ({ ...order, weight }));
  const alike = pooled(weighted, { hourOfWeek, load, pieces: 1 });
  return [...new Set(alike.map((order) => `${String(order.hourOfWeek)}/${String(order.load)}`))];
};

describe('the pool', () => {
  const [monday, tuesday] = [12, 36];
  const samples = [
    ...many(30, monday, 10),
    ...many(30, tuesday, 10),
    ...many(30, monday + 6, 11),
    ...many(30, monday, 16),
    ...many(30, monday, 90),
  ];

  it('is the same hour of the week in as full a kitchen, where there are enough', () => {
    expect(learnedFrom(samples, monday, 10)).toEqual(['12/10']);
  });

  it('is that hour of any day, then any hour, then any kitchen about as full, then all', () => {
    expect(learnedFrom(samples, tuesday + 25, 10)).toEqual(['12/10', '36/10']);
    expect(learnedFrom(samples, 0, 10)).toEqual(['12/10', '36/10', '18/11']);
    expect(learnedFrom(samples, 0, 22)).toEqual(['12/16']);
    expect(learnedFrom(samples, 0, 0)).toHaveLength(5);
  });

  it('counts what is long ago for less', () => {
    expect(learnedFrom(samples, monday, 10, 0.5)).toEqual(['12/10', '36/10']);
  });
});
