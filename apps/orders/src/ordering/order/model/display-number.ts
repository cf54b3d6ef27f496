import { shortNumber } from '#libs/order-model';
import type { OrderRow } from './order-row.ts';

/** What people call out. */
export const displayNumberOf = ({
  displayNumber,
  orderNumber,
}: Pick<OrderRow, 'displayNumber' | 'orderNumber'>): string => displayNumber ?? shortNumber(orderNumber);
