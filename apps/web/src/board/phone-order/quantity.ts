const MOST = 9_999;

/**
 * From what people type, `2` or `0,5`, to pieces or a weight: above 0, with at most three decimals.
 * @returns null where it is none
 */
export function parseQuantity(typed: string): number | null {
  const plain = typed.trim().replace(',', '.');
  if (!/^\d*(\.\d{0,3})?$/.test(plain) || !/\d/.test(plain)) return null;
  const quantity = Number(plain);
  return quantity > 0 && quantity <= MOST ? quantity : null;
}

/** One more or one less, as it is typed; what is no number begins at one. */
export function stepped(typed: string, by: 1 | -1): string {
  const quantity = parseQuantity(typed);
  if (quantity === null) return '1';
  const next = Math.round((quantity + by) * 1_000) / 1_000;
  return next > 0 && next <= MOST ? String(next) : typed;
}
