import { describe, expect, it } from '@jest/globals';
import { pushedTimesSchema } from './pushed-times.ts';

const table = {
  finished: 2,
  samples: [
    [19, 0, 3, 660],
    [19, 1, 3, 780],
  ],
  early: { lasting: 0, passing: 0 },
  late: { lasting: 0.1, passing: -0.2 },
};
const pushed = (preparation: object) => ({
  restaurant_id: '01980000-0000-7000-8000-00000000000a',
  fulfilment: 'pickup',
  times: { preparation },
});

describe('what is pushed of learned times', () => {
  it.each([
    ['by insights of the release before, which does not count the pieces ahead', table],
    ['with the pieces ahead of each sample, or null', { ...table, piecesAhead: [0, null] }],
  ])('is taken %s', (_, preparation) => {
    expect(pushedTimesSchema.parse(pushed(preparation))).toEqual(pushed(preparation));
  });

  it('may have in a table what only a later release knows: that is left out, and the rest is taken', () => {
    expect(pushedTimesSchema.parse(pushed({ ...table, later: [1, 2] }))).toEqual(pushed(table));
  });
});
