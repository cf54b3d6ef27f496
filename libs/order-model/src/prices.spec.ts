import { describe, expect, it } from '@jest/globals';
import { isPriced } from './prices.ts';

const amounts = (...all: readonly number[]) => all.map((amount) => ({ amount }));

describe('an order', () => {
  it.each([
    ['shows no prices where the restaurant gives none', [0, 0], [], 0, false],
    ['shows none for an adjustment of nothing', [0], [0], 0, false],
    ['shows what its dishes cost', [22_500, 0], [], 22_500, true],
    ['shows a total that the till gave alone', [0], [], 45_000, true],
    ['shows the prices of what is given away, by a discount', [22_500], [-22_500], 0, true],
    ['shows the prices of what is given away, by a total of nothing', [22_500], [], 0, true],
    ['shows a fee that stands alone', [0], [500, -500], 0, true],
  ])('%s', (_rule, items, adjustments, total, expected) => {
    const order = {
      items: amounts(...items),
      adjustments: amounts(...adjustments),
      total: { amount: total },
    };
    expect(isPriced(order)).toBe(expected);
  });
});
