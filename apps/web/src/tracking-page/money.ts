import type { Order } from '#libs/contracts';

/** As the reader's region writes this language, where it is theirs. */
const regional = (language: string | undefined): string | undefined => navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;

/** Money as the reader writes it, such as `₱450.00`. @param amount in minor units of the currency @param language the browser's own by default */
export function moneyWords(amount: number, currency: Order['total']['currency'], language?: string): string {
  const format = new Intl.NumberFormat(regional(language), { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** maximumFractionDigits);
}
