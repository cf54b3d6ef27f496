import { describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { orderWords } from '../../ui/order-words/speech.ts';
import { openTitle } from './my-orders.views.ts';

const titleOf = (...statuses: readonly Order['status'][]): string =>
  openTitle(
    statuses.map((status) => ({ status })),
    orderWords(['en']),
  );

describe('The heading over the orders that a customer follows', () => {
  it('calls them open as long as there is something to wait for in each', () => {
    expect(titleOf('pending', 'ready', 'delivery_failed')).toBe('Open now');
  });

  it.each(['cancelled', 'rejected', 'delivered', 'served', 'completed'] as const)(
    'calls none open that was %s meanwhile',
    (ended) => {
      expect([titleOf(ended), titleOf('cooking', ended)]).toEqual(['Just ended', 'Now']);
    },
  );
});
