import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currencyCodes, decimalsOf } from '#libs/money';
import { moneyWords, quantityWords } from './amounts.ts';

const browser = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
afterEach(() => {
  if (browser) Object.defineProperty(globalThis, 'navigator', browser);
});

describe('money on a page', () => {
  it('is the number that the API says, in minor units of any currency, whatever the browser calls its language', () => {
    const languages = fc.constantFrom<readonly unknown[]>(
      ['en-GB'],
      ['es-MX'],
      ['C'],
      [''],
      ['en-US@posix'],
      [],
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...currencyCodes),
        fc.integer({ min: -9_999_999, max: 999_999_999 }),
        fc.constantFrom('en', 'es', 'fil'),
        languages,
        (currency, amount, language, said) => {
          Object.defineProperty(globalThis, 'navigator', { value: { languages: said }, configurable: true });
          const digits = moneyWords({ amount, currency }, language).replace(/\D/g, '');
          const whole = String(Math.abs(amount)).padStart(decimalsOf(currency) + 1, '0');
          expect(digits).toBe(whole);
        },
      ),
    );
  });
});

it.each([
  [2, 'en', '2'],
  [0.35, 'en', '0.35'],
  [0.35, 'es', '0,35'],
  [1.125, 'en', '1.125'],
])('a quantity of %d is written in %s as %s', (quantity, language, written) => {
  expect(quantityWords(quantity, language)).toBe(written);
});
