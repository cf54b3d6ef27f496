import type { Order } from '#libs/contracts';
import { statusInfo } from '#libs/order-model';

/** A status as staff say it: the same for each kind of order. */
export const labelOf = (status: Order['status']): string => statusInfo(status, 'pickup').label;
