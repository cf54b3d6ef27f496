import { describe, expect, it } from '@jest/globals';
import { ageOf, isLate } from './age.ts';
import { ringWords } from './age-words.ts';

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
    expect(ageOf(order, minutesIn(minutes))).toEqual({ minutes, counts: 'since', filled, tone });
  });

  it('goes on counting where nothing is promised, and is never late then', () => {
    const ready = { placed_at, estimate: null };
    expect([ageOf(ready, minutesIn(45)), isLate(ready, minutesIn(45))]).toEqual([
      { minutes: 45, counts: 'since', filled: null, tone: 'gray' },
      false,
    ]);
  });

  it('is late once the promise has passed, though it was made for a time before the order came', () => {
    const hopeless = {
      placed_at,
      estimate: { ready_from: '2026-01-05T17:50:00.000Z', ready_to: '2026-01-05T17:55:00.000Z' },
    };
    expect(ageOf(hopeless, minutesIn(0))).toEqual({ minutes: 0, counts: 'since', filled: 40, tone: 'red' });
  });

  it.each([
    [0, { minutes: 300, counts: 'left', filled: 0, tone: 'gray' }, '5h'],
    [270, { minutes: 30, counts: 'left', filled: 20, tone: 'gray' }, '30'],
    [290, { minutes: 10, counts: 'left', filled: 33, tone: 'amber' }, '10'],
    [300, { minutes: 0, counts: 'left', filled: 40, tone: 'amber' }, '0'],
    [304, { minutes: 4, counts: 'over', filled: 40, tone: 'red' }, '4'],
  ])('for minute 300 is counted down to it: after %s minutes %j, shown as %s', (minutes, age, number) => {
    const at = new Date(minutesIn(300)).toISOString();
    const known = ageOf(
      { placed_at, scheduled_for: at, estimate: { ready_from: at, ready_to: at } },
      minutesIn(minutes),
    );
    expect([known, ringWords(known)[0]]).toEqual([age, number]);
  });

  it('of a delivery that is ready is measured by when it is to be at the door', () => {
    const arrives = { arrives_from: '2026-01-05T18:30:00.000Z', arrives_to: '2026-01-05T18:40:00.000Z' };
    const onTheWay = { placed_at, estimate: { ready_from: null, ready_to: null, ...arrives } };
    expect([isLate(onTheWay, minutesIn(40)), isLate(onTheWay, minutesIn(41))]).toEqual([false, true]);
  });
});
