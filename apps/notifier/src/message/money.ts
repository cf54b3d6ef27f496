/** An amount in minor units as it is written: how many digits those are is the currency's. */
export function money(amount: number, currency: string, formats: string): string {
  const format = new Intl.NumberFormat(formats, { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
