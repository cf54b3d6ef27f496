import { describe, expect, it } from '@jest/globals';
import { parseQuantity, stepped } from './quantity.ts';

describe('a quantity that someone typed', () => {
  it.each([
    ['2', 2],
    ['0.5', 0.5],
    ['0,5', 0.5],
    ['.25', 0.25],
    ['1.125', 1.125],
    [' 3 ', 3],
    ['9999', 9_999],
    ['0', null],
    ['', null],
    ['.', null],
    ['-1', null],
    ['1.2345', null],
    ['10000', null],
    ['two', null],
    ['1.2.3', null],
  ])('%s is %s', (typed, quantity) => {
    expect(parseQuantity(typed)).toBe(quantity);
  });

  it.each([
    ['1', 1, '2'],
    ['0.5', 1, '1.5'],
    ['1.1', 1, '2.1'],
    ['2', -1, '1'],
    ['1', -1, '1'],
    ['0.5', -1, '0.5'],
    ['9999', 1, '9999'],
    ['two', 1, '1'],
  ] as const)('%s and %s is %s', (typed, by, next) => {
    expect(stepped(typed, by)).toBe(next);
  });
});
