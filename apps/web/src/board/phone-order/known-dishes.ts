import type { Order } from '#libs/contracts';
import { decimalText } from '#libs/money';

/**
 * What was sold lately, with the latest price of each as it is typed; empty where that is not known, or not
 * in this currency.
 */
export function knownDishes(orders: readonly Order[], currency: string | null): ReadonlyMap<string, string> {
  const oldestFirst = orders.toSorted((one, other) => one.placed_at.localeCompare(other.placed_at));
  const dishes = new Map<string, string>();
  for (const { items, total } of oldestFirst)
    for (const { name, unit_price } of items) {
      const isPriced = unit_price > 0 && total.currency === currency;
      if (isPriced) dishes.set(name, decimalText(unit_price, currency));
      else if (!dishes.has(name)) dishes.set(name, '');
    }
  return dishes;
}

/** The currency of the order that was placed last; null where there is none. */
export const latestCurrency = (orders: readonly Order[]): string | null =>
  orders.reduce<Order | null>(
    (latest, order) => (latest === null || order.placed_at > latest.placed_at ? order : latest),
    null,
  )?.total.currency ?? null;
