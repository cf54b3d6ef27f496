import { describe, expect, it } from '@jest/globals';
import { anOrder } from '../board-orders/order.builder.ts';
import { acceptCountdown } from './accept-countdown.ts';

const accept_by = '2026-01-05T18:10:00.000Z';
const before = (seconds: number): number => Date.parse(accept_by) - seconds * 1_000;

describe('the time to accept an order', () => {
  it.each([
    [600, 'Accept within 10 min', 'blue'],
    [179, 'Accept within 2 min', 'blue'],
    [120, 'Accept within 2 min', 'blue'],
    [119.5, 'Accept within 2:00', 'amber'],
    [92, 'Accept within 1:32', 'amber'],
    [30, 'Accept within 0:30', 'amber'],
    [29, 'Accept within 0:29', 'red'],
    [0.2, 'Accept within 0:01', 'red'],
    [0, 'Time to accept is over', 'red'],
  ])('says with %s s left “%s”, in %s', (seconds, words, tone) => {
    expect(acceptCountdown(anOrder({ accept_by }), before(seconds))).toEqual({ words, tone });
  });

  it('is none where the restaurant keeps no deadline, and once the order is accepted', () => {
    expect(acceptCountdown(anOrder({ accept_by: null }), before(9))).toBeNull();
    expect(acceptCountdown(anOrder({ status: 'confirmed', accept_by }), before(9))).toBeNull();
  });
});
