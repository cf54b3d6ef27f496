import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currencyCodes, decimalsOf, isKnownCurrency } from './currencies.ts';
import { decimalText, parseAmount, writeMoney } from './money.ts';

const aCurrency = fc.constantFrom(...currencyCodes);
const anAmount = fc.integer({ min: 0, max: 9_999_999_999 });
/** Digits alone, however a locale writes them. */
const digitsIn = (text: string): string => text.replace(/\D/g, '');

describe('the minor unit', () => {
  it.each([
    ['HUF', 2],
    ['COP', 2],
    ['IDR', 2],
    ['PKR', 2],
    ['IQD', 3],
    ['KWD', 3],
    ['JPY', 0],
    ['KRW', 0],
    ['CLP', 0],
    ['UYW', 4],
    ['EUR', 2],
  ])('of %s has %i decimals, as ISO 4217 says, whatever a display library shows', (code, decimals) => {
    expect(decimalsOf(code)).toBe(decimals);
  });

  it('stands once for each currency', () => {
    expect(currencyCodes.length).toBeGreaterThan(150);
    expect(new Set(currencyCodes).size).toBe(currencyCodes.length);
  });

  it('is of two decimals for a code that is not ISO’s, which is said to be unknown', () => {
    expect([isKnownCurrency('ZZZ'), decimalsOf('ZZZ')]).toEqual([false, 2]);
  });
});

describe('an amount', () => {
  it.each([
    [1_250, 'USD', 'en', '$12.50'],
    [1_250, 'JPY', 'en', '¥1,250'],
    [1_250, 'HUF', 'en', 'Ft 12.50'],
    [-50, 'EUR', 'en', '-€0.50'],
  ])('of %i %s is written in %s as %s', (amount, currency, locale, written) => {
    expect(writeMoney({ amount, currency }, locale).replace(/\u00A0/g, ' ')).toBe(written);
  });

  it('is the same number in every locale and every currency', () => {
    const locales = fc.constantFrom('en', 'es-MX', 'de-CH', 'fr', 'pt-BR', 'fil', 'ja', 'zh');
    fc.assert(
      fc.property(aCurrency, anAmount, locales, (currency, amount, locale) => {
        const written = writeMoney({ amount, currency }, locale);
        // Some symbols have digits or marks of their own; none of these locales writes other digits.
        expect(digitsIn(written)).toBe(digitsIn(decimalText(amount, currency)));
      }),
    );
  });

  it('is read back as it was written for typing, in every currency', () => {
    fc.assert(
      fc.property(aCurrency, anAmount, (currency, amount) => {
        expect(parseAmount(decimalText(amount, currency), currency)).toBe(amount);
      }),
    );
  });
});

describe('what people type', () => {
  it.each([
    ['450', 'PHP', 45_000],
    ['1,250.50', 'PHP', 125_050],
    ['1.250,50', 'EUR', 125_050],
    ['12,5', 'EUR', 1_250],
    ['1,250', 'USD', 125_000],
    ['1.250.000', 'IDR', 125_000_000],
    ['1 250', 'HUF', 125_000],
    ['1’250.05', 'CHF', 125_005],
    ['1,250', 'JPY', 1_250],
    ['.5', 'USD', 50],
    ['12.', 'USD', 1_200],
    ['0.250', 'KWD', 250],
    ['1,250.125', 'KWD', 1_250_125],
    ['1,25,000.50', 'INR', 12_500_050],
    ['0', 'USD', 0],
  ])('%s in %s is %i', (typed, currency, amount) => {
    expect(parseAmount(typed, currency)).toBe(amount);
  });

  it.each([
    ['', 'USD'],
    ['.', 'USD'],
    ['soup', 'USD'],
    ['12.345.6', 'USD'],
    ['1,2,3', 'USD'],
    ['12.5', 'JPY'],
    ['1.2345', 'USD'],
    ['-5', 'USD'],
    ['9'.repeat(17), 'USD'],
  ])('%s in %s is no amount', (typed, currency) => {
    expect(parseAmount(typed, currency)).toBeNull();
  });
});
