import { describe, expect, it } from '@jest/globals';
import { addDays } from '../span/days.ts';
import { geometryOf, margin } from './geometry.ts';
import type { LineChart } from './line-chart.ts';

const size = { width: 600, height: 200 };
const chartOf = (length: number, valueOf: (place: number) => number | null = () => 10): LineChart => ({
  name: 'Until ready',
  days: Array.from({ length }, (_none, place) => addDays('2026-11-02', place)),
  lines: [{ name: 'Median', look: 'main', values: Array.from({ length }, (_none, place) => valueOf(place)) }],
  top: null,
  aim: null,
  valueWords: String,
  dayWords: { day: (day) => day, month: (day) => day.slice(0, 7) },
  sayOf: String,
});

describe('Where a chart’s lines and words stand', () => {
  it.each([1, 7, 28, 62, 365, 731])('is within its frame, over %s days', (length) => {
    const { across, along, xOf } = geometryOf(chartOf(length), size);
    const ats = [xOf(0), xOf(length - 1), ...along.map(({ at }) => at)];
    expect([Math.min(...ats) >= margin.left, Math.max(...ats) <= size.width - margin.right]).toEqual([
      true,
      true,
    ]);
    expect(across.every(({ at }) => at >= margin.top && at <= size.height - margin.bottom)).toBe(true);
  });

  it.each([
    [7, '2026-11-02'],
    [28, '2026-11-02'],
    [365, '2026-12'],
  ])('names days, Mondays or months as there is room: %s days from %s', (length, first) => {
    const { along } = geometryOf(chartOf(length), size);
    expect(along[0]?.words).toBe(first);
    const gaps = along.slice(1).map(({ at }, nth) => at - (along[nth]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(55);
  });

  it('leaves a gap where there is no value, and a dot where one stands alone', () => {
    const [path] = geometryOf(
      chartOf(3, (place) => (place === 1 ? null : 5)),
      size,
    ).paths;
    expect([path?.d.match(/M/g)?.length, path?.dots.length]).toEqual([2, 2]);
  });

  it('leads from a place on the paper to the nearest day, also from beside it', () => {
    const { placeAt, xOf } = geometryOf(chartOf(28), size);
    expect([placeAt(-50), placeAt(xOf(9) + 2), placeAt(9_000)]).toEqual([0, 9, 27]);
  });

  it('begins at 0 and ends above the highest value, or where it is told to', () => {
    const free = geometryOf(
      chartOf(7, () => 17),
      size,
    ).across.map(({ words }) => Number(words));
    expect([free[0], (free.at(-1) ?? 0) >= 17]).toEqual([0, true]);
    expect(geometryOf({ ...chartOf(7, () => 0.5), top: 1, aim: { value: 1, name: 'all' } }, size).aim).toBe(
      margin.top,
    );
  });
});
