import { describe, expect, it } from '@jest/globals';
import { ageOf, isLate } from './age.ts';

const placed_at = '2026-01-05T18:00:00.000Z';
const order = {
  placed_at,
  estimate: { ready_from: '2026-01-05T18:16:00.000Z', ready_to: '2026-01-05T18:20:00.000Z' },
};
const minutesIn = (minutes: number): number => Date.parse(placed_at) + minutes * 60_000;

describe('the age of an order', () => {
  it.each([
    [0, 0, 'gray'],
    [10, 20, 'gray'],
    [17, 34, 'amber'],
    [20, 40, 'amber'],
    [21, 40, 'red'],
    [90, 40, 'red'],
  ])('after %s of 20 promised minutes fills %s of 40 pieces, and is %s', (minutes, filled, tone) => {
    expect(ageOf(order, minutesIn(minutes))).toEqual({ minutes, filled, tone });
  });

  it('goes on counting where nothing is promised, and is never late then', () => {
    const ready = { placed_at, estimate: null };
    expect([ageOf(ready, minutesIn(45)), isLate(ready, minutesIn(45))]).toEqual([
      { minutes: 45, filled: null, tone: 'gray' },
      false,
    ]);
  });

  it('is late once the promise has passed, though it was made for a time before the order came', () => {
    const hopeless = {
      placed_at,
      estimate: { ready_from: '2026-01-05T17:50:00.000Z', ready_to: '2026-01-05T17:55:00.000Z' },
    };
    expect(ageOf(hopeless, minutesIn(0))).toEqual({ minutes: 0, filled: 40, tone: 'red' });
  });
});
