import { describe, expect, it } from '@jest/globals';
import { linesOf } from '#libs/order-model';
import { anOrder } from '../board-orders/order.builder.ts';
import { allergensOf, saysAllergy } from './allergies.ts';
import { quantityText } from './amount-texts.ts';
import { adjustmentName, hasSums, isOwed, paymentText } from './sums.ts';

describe('what a kitchen must not overlook', () => {
  it('is each allergen once', () => {
    const items = linesOf([
      { name: 'Ramen', quantity: 1, unit_price: 0, allergens: ['Egg', 'Peanuts'] },
      { name: 'Gyoza', quantity: 1, unit_price: 0, allergens: ['Peanuts'] },
      { name: 'Tea', quantity: 1, unit_price: 0 },
    ]);
    expect(allergensOf({ items })).toEqual(['Egg', 'Peanuts']);
  });

  it.each(['Allergic to nuts', 'NUT ALLERGY', 'alergia a los frutos secos', 'Allergie', 'allergène'])(
    'is an allergy in the words of "%s"',
    (text) => {
      expect(saysAllergy(text)).toBe(true);
    },
  );

  it.each(['no egg', 'large', ''])('is nothing of that in "%s"', (text) => {
    expect(saysAllergy(text)).toBe(false);
  });
});

describe('what stands on an order', () => {
  it.each([
    [2, '2'],
    [0.5, '0.5'],
    [1.125, '1.125'],
  ])('is the quantity %s as %s', (quantity, text) => {
    expect(quantityText(quantity)).toBe(text);
  });

  it('is an adjustment in the till’s words, or in ours', () => {
    expect([
      adjustmentName({ kind: 'discount', label: 'Lunch', amount: -1 }),
      adjustmentName({ kind: 'tip', amount: 1 }),
    ]).toEqual(['Lunch', 'Tip']);
  });

  it.each([
    ['cooking', { status: 'unpaid' }, 'To be paid', true],
    ['completed', { status: 'unpaid' }, 'To be paid', true],
    ['cancelled', { status: 'unpaid' }, 'Not paid', false],
    ['rejected', { status: 'unpaid' }, 'Not paid', false],
    ['cancelled', { status: 'refunded' }, 'Refunded', false],
    ['ready', { status: 'paid', method: 'card' }, 'Paid by card', false],
  ] as const)('is of a %s order with %j: %s', (status, payment, words, owed) => {
    const order = anOrder({ status, payment });
    expect([paymentText(order), isOwed(order)]).toEqual([words, owed]);
  });

  it('is no money where there is none', () => {
    expect([hasSums(anOrder()), hasSums(anOrder({ payment: { status: 'paid' } }))]).toEqual([false, true]);
  });
});
