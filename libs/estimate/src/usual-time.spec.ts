import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Cooked, usualTime } from './usual-time.ts';

const equal = (orders: readonly Cooked[]): number[] => orders.map(() => 1);

/** Ten pieces are begun at once and take four minutes; each one above that waits for half a minute. */
const ofTenCooks = (ahead: number, pieces: number): number => 240 + 30 * Math.max(0, ahead + pieces - 10);
const lived = Array.from({ length: 200 }, (_, place): Cooked => {
  const [ahead, pieces] = [(place * 7) % 41, 1 + (place % 4)];
  return { load: Math.round(ahead / 2), ahead, pieces, seconds: ofTenCooks(ahead, pieces) };
});

const anyCooked = fc.record({
  load: fc.nat(200),
  ahead: fc.nat(500),
  pieces: fc.integer({ min: 1, max: 40 }),
  seconds: fc.nat(21_600),
});

describe('the usual time', () => {
  it('bends where the kitchen has no more cooks', () => {
    const usual = usualTime(lived, equal(lived));
    for (const [ahead, pieces] of [
      [0, 1],
      [4, 2],
      [15, 3],
      [30, 1],
    ] as const)
      expect(Math.abs(usual(ahead, pieces) - ofTenCooks(ahead, pieces))).toBeLessThan(30);
  });

  it('is no shorter for more pieces, ahead or in it, and at least ten seconds', () => {
    fc.assert(
      fc.property(fc.array(anyCooked, { maxLength: 60 }), fc.nat(300), fc.nat(30), (orders, ahead, more) => {
        const usual = usualTime(orders, equal(orders));
        expect(usual(ahead, 1)).toBeGreaterThanOrEqual(10);
        expect(usual(ahead + more, 1)).toBeGreaterThanOrEqual(usual(ahead, 1) - 1e-6);
        expect(usual(ahead, 1 + more)).toBeGreaterThanOrEqual(usual(ahead, 1) - 1e-6);
      }),
    );
  });
});
