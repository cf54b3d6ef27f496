import { describe, expect, it } from '@jest/globals';
import { emptyDraft, emptyItem, orderOf, priceOf, typedPrice } from './order-draft.ts';

describe('a price that someone typed', () => {
  it.each([
    ['225', 'PHP', 22_500],
    ['225.5', 'PHP', 22_550],
    ['1,250.50', 'PHP', 125_050],
    ['1.250,50', 'EUR', 125_050],
    ['12,5', 'EUR', 1_250],
    ['1,250', 'PHP', 125_000],
    ['800', 'JPY', 800],
    ['', 'PHP', 0],
    ['a lot', 'PHP', null],
    ['-5', 'PHP', null],
  ])('%s in %s is %s', (typed, currency, amount) => {
    expect(priceOf(typed, currency)).toBe(amount);
  });

  it('is written as it is typed', () => {
    expect([typedPrice(22_550, 'PHP'), typedPrice(800, 'JPY')]).toEqual(['225.50', '800']);
  });
});

describe('an order taken by phone', () => {
  const ramen = { ...emptyItem(1), name: ' Spicy Ramen ', quantity: 2, price: '225', notes: 'no egg' };

  it('leaves out empty lines and what was not asked', () => {
    expect(orderOf({ ...emptyDraft, items: [ramen, emptyItem(2)] }, 'PHP')).toEqual({
      fulfilment: 'pickup',
      currency: 'PHP',
      items: [{ name: 'Spicy Ramen', quantity: 2, unit_price: 22_500, notes: 'no egg' }],
    });
  });

  it('sends the address with a delivery and the table with dine-in, and neither with the other', () => {
    const both = {
      ...emptyDraft,
      items: [ramen],
      table: '7',
      address: '12 Mabini St',
      phone: '+639171234567',
    };
    expect(orderOf({ ...both, fulfilment: 'delivery' }, null)).toMatchObject({
      address: '12 Mabini St',
      customer: { phone: '+639171234567' },
    });
    expect(orderOf({ ...both, fulfilment: 'delivery' }, null)).not.toHaveProperty('table');
    expect(orderOf({ ...both, fulfilment: 'dine_in' }, null)).toMatchObject({ table: '7' });
    expect(orderOf({ ...both, fulfilment: 'dine_in' }, null)).not.toHaveProperty('address');
  });
});
