import type { Order } from '#libs/contracts';
import { shortNumber } from '../board-orders/short-number.ts';
import { isLate } from '../order-card/age.ts';

/** What is shown of a view. */
export interface Filter {
  readonly kind: Order['fulfilment'] | 'all';
  readonly lateOnly: boolean;
  /** Part of a number, or of a table's or customer's name. */
  readonly search: string;
}

export const everything: Filter = { kind: 'all', lateOnly: false, search: '' };

export const isFiltered = ({ kind, lateOnly, search }: Filter): boolean =>
  kind !== 'all' || lateOnly || search.trim() !== '';

/** @param now in ms */
export function passes(order: Order, { kind, lateOnly, search }: Filter, now: number): boolean {
  return (
    (kind === 'all' || order.fulfilment === kind) &&
    (!lateOnly || isLate(order, now)) &&
    isFound(order, search)
  );
}

/** A number is found by its beginning as it is called out, or by a part of it as it is written. */
export function isFound({ order_number, external_id, table, customer }: Order, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return true;
  if (/^\d+$/.test(wanted))
    return (
      shortNumber(order_number).startsWith(wanted.replace(/^0+/, '')) ||
      external_id === wanted ||
      table === wanted
    );
  return [order_number, external_id, table, customer?.name].some((text) =>
    text?.toLowerCase().includes(wanted),
  );
}
