import { decimalsOf } from './currencies.ts';

/** An amount in minor units, with ISO 4217's code of the currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/**
 * An amount in minor units as an exact decimal, such as `-12.50`: what a display library is given to write.
 */
export function decimalText(amount: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = Math.abs(amount)
    .toString()
    .padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = amount < 0 ? '-' : '';
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const decimals = decimalsOf(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  formats.set(key, format);
  return format;
}

/**
 * Money as people of a locale write it, such as `₱450.00`, with as many decimals as its minor unit has.
 * @param locale a language tag, such as `es-MX`
 */
export const writeMoney = ({ amount, currency }: Money, locale: string): string =>
  formatOf(currency, locale).format(decimalText(amount, currency) as `${number}`);

/**
 * From what people type, `1,250.50` or `12,5` or `450`, to minor units. Of two kinds of separators the last
 * one stands before the decimals; one alone does where no more digits follow than the currency has; any other
 * separates groups.
 * @returns null where it is no amount of the currency: letters, or more decimals than it has
 */
export function parseAmount(typed: string, currency: string): number | null {
  const plain = typed.replace(/[\s'’]/gu, '');
  if (!/^\d*(?:[.,]\d*)*$/.test(plain) || !/\d/.test(plain)) return null;
  const point = pointIn(plain, decimalsOf(currency));
  const whole = point === null ? plain : plain.slice(0, point);
  const tail = point === null ? '' : plain.slice(point + 1);
  const digits = ungrouped(whole);
  if (digits === null || tail.length > decimalsOf(currency)) return null;
  const amount = Number(`${digits}${tail.padEnd(decimalsOf(currency), '0')}`);
  return Number.isSafeInteger(amount) ? amount : null;
}

/** Where the decimals begin, or null. */
function pointIn(plain: string, decimals: number): number | null {
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  if (last === -1) return null;
  const others = plain.slice(0, last);
  const isOnlyOfItsKind = !others.includes(plain.charAt(last));
  const hasOtherKind = /[.,]/.test(others);
  const follow = plain.length - last - 1;
  return isOnlyOfItsKind && (hasOtherKind || follow <= decimals || follow !== 3) ? last : null;
}

/**
 * @returns the digits, or null where the groups are neither of three nor, as in India, of two before three
 */
function ungrouped(whole: string): string | null {
  if (!/[.,]/.test(whole)) return whole;
  const isGrouped = /^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{3})+$|^\d{1,2}(?:,\d{2})*,\d{3}$/.test(whole);
  return isGrouped ? whole.replace(/[.,]/g, '') : null;
}
