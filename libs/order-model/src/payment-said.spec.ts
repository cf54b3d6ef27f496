import { describe, expect, it } from '@jest/globals';
import type { Payment } from '#libs/contracts';
import type { Status } from '#libs/status-machine';
import { isPaymentSaid } from './prices.ts';

const ordered = (status: Status | null, payment: Payment['status']) => ({
  total: { amount: 45_000 },
  status,
  payment: { status: payment },
});

describe('what is said of the money', () => {
  it.each(['cancelled', 'rejected'] as const)('says nothing of paying for an order that was %s', (status) => {
    expect(isPaymentSaid(ordered(status, 'unpaid'))).toBe(false);
  });

  it.each(['cancelled', 'rejected'] as const)(
    'says what became of the money of one that was %s',
    (status) => {
      const said = (['paid', 'refunded', 'part_refunded'] as const).map((payment) =>
        isPaymentSaid(ordered(status, payment)),
      );
      expect(said).toEqual([true, true, true]);
    },
  );

  it.each([null, 'pending', 'delivery_failed', 'completed'] as const)(
    'says that it is to be paid while it is %s, where it has a price',
    (status) => {
      expect([
        isPaymentSaid(ordered(status, 'unpaid')),
        isPaymentSaid({ ...ordered(status, 'unpaid'), total: { amount: 0 } }),
      ]).toEqual([true, false]);
    },
  );
});
