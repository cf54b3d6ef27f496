import type { Order } from '#libs/contracts';
import { writeMoney } from '#libs/money';
import { serverClock } from '#libs/tracker';
import { regionOf } from '../page-language/region.ts';

/** Money as the reader writes it, such as `₱450.00`. @param amount in minor units of the currency */
export const moneyWords = (money: Order['total'], language: string): string =>
  writeMoney(money, regionOf(language));

/** How many, or how much, as the reader writes a number: `2`, `0.35`. */
export const quantityWords = (quantity: number, language: string): string =>
  new Intl.NumberFormat(regionOf(language), { maximumFractionDigits: 3 }).format(quantity);

/** The whole date with the time, where the reader is. */
export const dateWords = (time: string, language: string): string =>
  new Intl.DateTimeFormat(regionOf(language), { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(time),
  );

/** The day and the time where the reader is; the year where it is not this one. */
export function dayWords(time: string, language: string): string {
  const [day, thisYear] = [new Date(time), new Date(serverClock.now()).getFullYear()];
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
