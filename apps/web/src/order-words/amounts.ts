import type { Order } from '#libs/contracts';
import { regionOf } from '../page-language/region.ts';

/** Money as the reader writes it, such as `₱450.00`. @param amount in minor units of the currency */
export function moneyWords({ amount, currency }: Order['total'], language: string): string {
  const format = new Intl.NumberFormat(regionOf(language), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** maximumFractionDigits);
}

/** The day and the time where the reader is; the year where it is not this one. */
export function dayWords(time: string, language: string): string {
  const [day, thisYear] = [new Date(time), new Date().getFullYear()];
  const year = day.getFullYear() === thisYear ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(regionOf(language), {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    ...year,
  }).format(day);
}

/** A wait in words: in seconds below two minutes, else in minutes. */
export function waitWords(seconds: number, language: string): string {
  const inSeconds = seconds < 120;
  const format = new Intl.NumberFormat(regionOf(language), {
    style: 'unit',
    unit: inSeconds ? 'second' : 'minute',
    unitDisplay: 'long',
  });
  return format.format(inSeconds ? seconds : Math.ceil(seconds / 60));
}
