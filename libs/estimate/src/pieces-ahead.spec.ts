import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aheadBy } from './pieces-ahead.ts';
import type { Sample } from './situation.ts';

const sample = (load: number, pieces: number): Sample => [12, load, pieces, 600];

describe('the pieces ahead of an order', () => {
  it('are those that were counted', () => {
    const ahead = aheadBy([sample(2, 3), sample(4, 3)], [6, 14]);
    expect(ahead({ load: 3, piecesAhead: 40 })).toBe(40);
    expect(ahead({ load: 3, piecesAhead: 0 })).toBe(0);
  });

  it('are as many as an order in the kitchen usually has, where nobody counted them for this one', () => {
    const ahead = aheadBy([sample(2, 3), sample(9, 3), sample(4, 3)], [4, null, 14]);
    expect(ahead({ load: 3, piecesAhead: null })).toBe(9);
    expect(ahead({ load: 3 })).toBe(9);
  });

  it('are as many as an order usually has, whatever was counted since, while a table knows of few', () => {
    for (const counted of [undefined, [null, null], [90, null]]) {
      const ahead = aheadBy([sample(2, 3), sample(4, 5)], counted);
      expect(ahead({ load: 3, piecesAhead: 40 })).toBe(12);
    }
  });

  it('are a number from 0 on for every table and order', () => {
    const anyNumber = fc.nat(200);
    const anyRow = fc.tuple(anyNumber, fc.integer({ min: 1, max: 40 }), fc.option(anyNumber));
    const anyOrder = fc.record({ load: anyNumber, piecesAhead: fc.option(anyNumber) });
    fc.assert(
      fc.property(fc.array(anyRow), anyOrder, (rows, order) => {
        const samples = rows.map(([load, pieces]) => sample(load, pieces));
        const ahead = aheadBy(
          samples,
          rows.map(([, , counted]) => counted),
        );
        expect(ahead(order)).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(ahead(order))).toBe(true);
      }),
    );
  });
});
