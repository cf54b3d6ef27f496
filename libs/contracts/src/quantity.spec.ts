import { describe, expect, it } from '@jest/globals';
import { newItemSchema } from './http/order-content.ts';

/** What becomes of a quantity wherever one is sent: of a dish, and of what is added to it. */
const readAs = (quantity: unknown): readonly (number | undefined)[] => {
  const dish = newItemSchema.safeParse({ name: 'Ham', quantity });
  const added = newItemSchema.safeParse({ name: 'Ham', quantity: 1, modifiers: [{ name: 'Egg', quantity }] });
  return [dish.data?.quantity, added.data?.modifiers?.[0]?.quantity];
};

describe('A quantity', () => {
  it.each([
    [1, 1],
    [0.001, 0.001],
    [0.1 + 0.2, 0.3],
    [9_999, 9_999],
    ['1', 1],
    ['1.250', 1.25],
    ['1.0000', 1],
    ['0.35000000', 0.35],
    ['.5', 0.5],
    ['5.', 5],
    ['007', 7],
    ['1E+2', 100],
    ['5e-1', 0.5],
    [' 2 ', 2],
    ['0.30000000000000004', 0.3],
  ])('of %j is taken for %d', (sent, quantity) => {
    expect(readAs(sent)).toEqual([quantity, quantity]);
  });

  it.each([
    [0],
    [-1],
    [0.0001],
    [1.2345],
    [9_999.5],
    [null],
    [true],
    [[1]],
    [''],
    ['.'],
    ['0'],
    ['0.000'],
    ['0.0001'],
    ['1.0001'],
    ['10000'],
    ['1e9'],
    ['-1'],
    ['+1'],
    ['1,5'],
    ['1 000'],
    ['1_000'],
    ['0x10'],
    ['Infinity'],
    ['NaN'],
    ['e1'],
    ['two'],
    ['1.'.padEnd(41, '0')],
  ])('of %j is refused', (sent) => {
    expect(readAs(sent)).toEqual([undefined, undefined]);
  });

  it.each([1, 0.35, 2.5, 0.001, 9_999, 1.2345, 0.0001, 0, 10_000])(
    'of %d is judged alike as a number and as its text, however many noughts that has',
    (quantity) => {
      const texts = [String(quantity), quantity.toFixed(4), quantity.toFixed(8), quantity.toExponential()];
      for (const text of texts) expect([text, readAs(text)]).toEqual([text, readAs(quantity)]);
    },
  );
});
