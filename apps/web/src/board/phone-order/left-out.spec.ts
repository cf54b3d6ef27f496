import { describe, expect, it } from '@jest/globals';
import type { PlaceOrder } from '#libs/contracts';
import { anOrder } from '../board-orders/order.builder.ts';
import { leftOut } from './left-out.ts';

const sent: PlaceOrder = {
  fulfilment: 'delivery',
  items: [],
  customer: { name: 'Ana', phone: '0917', email: 'ana@' },
};

describe('what was left out of an order', () => {
  it('is told in the server’s words, and what it does not say in ours', () => {
    const placed = {
      ...anOrder({ customer: { name: 'Ana' } }),
      warnings: [
        { path: 'customer.phone', code: 'unusable_contact', message: 'is not a phone number' } as const,
      ],
    };
    expect(leftOut(sent, placed)).toEqual([
      { part: 'phone', typed: '0917', words: 'Phone “0917” is not a phone number.' },
      { part: 'email', typed: 'ana@', words: 'E-mail “ana@” cannot be used, and was left out.' },
    ]);
  });

  it('is nothing where all is there', () => {
    const customer = { name: 'Ana', phone: '+639171234567', email: 'ana@example.test' };
    expect(leftOut(sent, anOrder({ customer }))).toEqual([]);
  });

  it('may be something else than the contact', () => {
    const warnings = [{ path: 'currency', code: 'unknown_currency_digits', message: 'is odd' } as const];
    const placed = { ...anOrder(), warnings };
    expect(leftOut({ fulfilment: 'pickup', items: [] }, placed)).toEqual([
      { part: null, typed: '', words: '“currency” is odd.' },
    ]);
  });
});
