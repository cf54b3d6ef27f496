import { describe, expect, it } from '@jest/globals';
import { byOurClock } from './senders-clock.ts';

const item = {
  order_id: '0190a000-0000-7000-8000-000000000001',
  status: 'cooking',
  idempotency_key: 'one',
  occurred_at: '2026-01-05T18:00:00.000Z',
};

describe('The clock of whoever sends a batch', () => {
  it.each([0, 1, 1_999, 2_000, -2_000])('is believed where it is %i ms off', (offset) => {
    expect(byOurClock(item, offset)).toBe(item);
  });

  it.each([
    [2_001, '2026-01-05T17:59:57.999Z'],
    [-2_001, '2026-01-05T18:00:02.001Z'],
    [3_600_000, '2026-01-05T17:00:00.000Z'],
    [-86_400_000, '2026-01-06T18:00:00.000Z'],
  ])('is put right where it is %i ms off: to %s', (offset, occurred_at) => {
    expect(byOurClock(item, offset)).toEqual({ ...item, occurred_at });
  });

  it('makes no time of what came without one', () => {
    const { occurred_at: _, ...timeless } = item;
    expect(byOurClock(timeless, 3_600_000)).toBe(timeless);
  });
});
