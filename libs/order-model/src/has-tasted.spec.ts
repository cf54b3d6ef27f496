import { describe, expect, it } from '@jest/globals';
import { fulfilments, statuses } from '#libs/status-machine';
import { hasTasted, tastedFrom } from './has-tasted.ts';

describe('how an order was', () => {
  it('can be said from where its customer can have it on, and of nothing that was called off', () => {
    const asked = fulfilments.flatMap((fulfilment) =>
      statuses
        .filter((status) => hasTasted({ status, fulfilment }))
        .map((status) => `${fulfilment} ${status}`),
    );
    expect(asked.toSorted()).toEqual([
      'delivery completed',
      'delivery delivered',
      'dine_in completed',
      'dine_in served',
      'pickup completed',
      'pickup ready',
    ]);
  });

  it.each(fulfilments)('can be said of a %s at the status that is named as the first', (fulfilment) => {
    expect(hasTasted({ status: tastedFrom(fulfilment), fulfilment })).toBe(true);
  });
});
