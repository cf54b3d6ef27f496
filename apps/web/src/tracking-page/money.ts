import type { Order } from '#libs/contracts';

/** Money as the reader writes it, such as `₱450.00`. @param amount in minor units of the currency */
export function moneyWords(amount: number, currency: Order['total']['currency']): string {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** maximumFractionDigits);
}
