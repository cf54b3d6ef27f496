import { describe, expect, it } from '@jest/globals';
import { mostInAnySpan } from './snapshot-watch.ts';

describe('how often an order was asked for', () => {
  it('is the most that fell into any one second', () => {
    expect(mostInAnySpan(1_000, [])).toBe(0);
    expect(mostInAnySpan(1_000, [0, 1_000, 2_000])).toBe(1);
    expect(mostInAnySpan(1_000, [0, 600, 1_200, 1_500, 5_000])).toBe(3);
  });
});
