import { describe, expect, it } from '@jest/globals';
import { ownNumber, shortNumber } from './display-number.ts';

describe('what people call out', () => {
  it.each([
    ['ONLINE-000042', '42'],
    ['ONLINE-1000000', '1000000'],
    ['A-0', '0'],
    ['7', '7'],
    ['no digits', 'no digits'],
  ])('is of the number %s: %s', (number, short) => {
    expect(shortNumber(number)).toBe(short);
  });

  it.each([
    ['A17', 'A17'],
    ['042', '042'],
    ['42', null],
    ['ONLINE-000042', null],
    ['', null],
    [undefined, null],
  ])('is a number of its own beside ONLINE-000042: %j', (display_number, own) => {
    expect(ownNumber({ order_number: 'ONLINE-000042', display_number })).toBe(own);
  });
});
