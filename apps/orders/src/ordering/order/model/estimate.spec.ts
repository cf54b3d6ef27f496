import { describe, expect, it } from '@jest/globals';
import { delayed, readyWindow, workMinutes } from './estimate.ts';

const minute = 60_000;
const at = Date.UTC(2026, 0, 5, 18, 0);
const minutesFrom = (window: ReturnType<typeof readyWindow>): [number, number] | null =>
  window && [(window.from - at) / minute, (window.to - at) / minute];

describe('the estimate', () => {
  it('is the base time for one piece, half a minute more for each further one, and never more than double', () => {
    expect([1, 2, 3, 11, 1_000].map((pieces) => workMinutes(20, pieces))).toEqual([20, 20, 21, 25, 40]);
  });

  it.each([
    ['pending', [16, 24]],
    ['confirmed', [16, 24]],
    ['preparing', [12, 20]],
    ['cooking', [8, 12]],
  ] as const)('promises, at %s, a window around the work still ahead', (status, expected) => {
    expect(minutesFrom(readyWindow(status, at, 20))).toEqual(expected);
  });

  it.each([
    'ready',
    'out_for_delivery',
    'delivered',
    'served',
    'completed',
    'cancelled',
    'rejected',
    'delivery_failed',
  ] as const)('promises nothing at %s', (status) => {
    expect(readyWindow(status, at, 20)).toBeNull();
  });

  it('is never narrower than two minutes', () => {
    expect(minutesFrom(readyWindow('cooking', at, 1))).toEqual([0, 2]);
  });

  it('moves both ends by a delay, and has nothing to move once the food is ready', () => {
    expect(minutesFrom(delayed(readyWindow('cooking', at, 20), 10))).toEqual([18, 22]);
    expect(delayed(null, 10)).toBeNull();
  });
});
