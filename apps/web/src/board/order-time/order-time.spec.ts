import { describe, expect, it } from '@jest/globals';
import { sentTime, typedTime, wrongTime } from './order-time.ts';

const now = Date.parse('2026-01-05T18:00:00.000Z');
const minute = 60_000;
const day = 24 * 60 * minute;

describe('a time that an order is for', () => {
  it.each([
    [9, 'Too soon: at least 10 minutes ahead'],
    [10, null],
    [60 * 24 * 60, null],
    [60 * 24 * 60 + 1, 'Too far away: at most 60 days ahead'],
    [-day / minute, 'Too soon: at least 10 minutes ahead'],
  ])('in %s minutes is refused with: %s', (minutes, words) => {
    expect(wrongTime(typedTime(now + minutes * minute), now)).toBe(words);
  });

  it.each(['', 'tomorrow', '2026-02-31T99:00'])('is asked for where “%s” was typed', (typed) => {
    expect([wrongTime(typed, now), sentTime(typed)]).toEqual(['For which day and time?', null]);
  });

  it('travels as the moment that the board’s own clock means', () => {
    expect(sentTime(typedTime(now))).toBe('2026-01-05T18:00:00.000Z');
  });
});
