import { isSupportedCountry } from 'libphonenumber-js';
import { regionOf } from './locale.ts';
import { countryOfPhone, phoneOf } from './phone.ts';

/** What a restaurant says of itself, from which its country can be told. */
export interface RestaurantPlace {
  readonly phone: string | null;
  readonly locale: string;
  readonly currency: string;
}

/**
 * Where a restaurant is: by its own phone number, its language's region, or its currency, whose first two
 * letters are a country's where only one country pays with it.
 * @returns two letters of ISO 3166, or null
 */
export function countryOf({ phone, locale, currency }: RestaurantPlace): string | null {
  const international = phone === null ? null : phoneOf(phone, null);
  const byPhone = international === null ? null : countryOfPhone(international);
  return byPhone ?? regionOf(locale) ?? byCurrency(currency);
}

function byCurrency(currency: string): string | null {
  const country = currency.slice(0, 2);
  return isSupportedCountry(country) ? country : null;
}
