import { describe, expect, it } from '@jest/globals';
import { recencyWeights } from './recency.ts';

describe('recency', () => {
  it('counts the newest as one, and the 150th before it half as much', () => {
    const weights = recencyWeights(301);
    expect([weights.at(-1), weights.at(-151), weights.at(-301)]).toEqual([1, 0.5, 0.25]);
  });

  it('never makes an older order count for more', () => {
    const weights = recencyWeights(250);
    expect(weights).toEqual(weights.toSorted((one, other) => one - other));
    expect(recencyWeights(0)).toEqual([]);
  });
});
