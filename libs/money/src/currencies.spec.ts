import { describe, expect, it } from '@jest/globals';
import { decimalsOf, isKnownCurrency } from './currencies.ts';

/** What Intl shows without decimals, since hardly anyone pays with the smaller coins; ISO 4217 has them. */
const shownWhole = {
  2: 'AFN ALL COP HUF IDR IRR KPW LAK LBP MGA MMK PKR SLL SOS SYP YER'.split(' '),
  3: ['IQD'],
} as const;
/** Units of account, which ISO 4217 gives no minor unit: Intl makes it two. */
const withoutMinorUnit = ['XDR', 'XSU', 'XUA'];

const shownBy = (currency: string): number | undefined =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
const ofIntl = Intl.supportedValuesOf('currency').map((code) => [code, shownBy(code)] as const);

describe('The decimals of ISO 4217', () => {
  it('are those of Intl for every currency that it knows, save where they are known to differ', () => {
    const differing = ofIntl.filter(([code, shown]) => isKnownCurrency(code) && shown !== decimalsOf(code));
    expect(ofIntl.length).toBeGreaterThan(150);
    expect(differing.map(([code, shown]) => `${code} ${String(decimalsOf(code))} ${String(shown)}`)).toEqual(
      Object.entries(shownWhole)
        .flatMap(([decimals, codes]) => codes.map((code) => `${code} ${decimals} 0`))
        .toSorted(),
    );
  });

  it('are missing of units of account alone', () => {
    const missing = ofIntl.map(([code]) => code).filter((code) => !isKnownCurrency(code));
    expect(missing.filter((code) => !withoutMinorUnit.includes(code))).toEqual([]);
  });
});
