import type { Order } from '#libs/contracts';
import { isLate } from '../order-card/age.ts';
import { fitOf } from './search.ts';

/** What is shown of a view. */
export interface Filter {
  readonly kind: Order['fulfilment'] | 'all';
  readonly lateOnly: boolean;
  /** What of an order someone knows. */
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
    fitOf(order, search) > 0
  );
}
