import type { RestaurantRow } from '../../../restaurants/index.ts';
import type { chainedBy, HistoryRow } from './history-row.ts';
import type { OrderRow, onlyWritten } from './order-row.ts';

/**
 * One event of an order as it was written, with its free text and the actor's name where they are still
 * there. Times in ms.
 */
export interface StoredChange extends Omit<HistoryRow, (typeof chainedBy)[number] | 'corrects'> {
  readonly corrects?: number | undefined;
  readonly actorName: string | null;
  readonly notes: string;
  readonly internalNotes: string;
}

/** What an order needs to know of its restaurant. */
export type OrderRestaurant = Pick<
  RestaurantRow,
  'name' | 'phone' | 'address' | 'timezone' | 'deliveryMinutes' | 'policies'
>;

/** An order with its whole history, oldest first, as one read saw it. Times in ms, money in minor units. */
export interface StoredOrder extends Omit<OrderRow, (typeof onlyWritten)[number]> {
  readonly restaurant: OrderRestaurant;
  readonly history: readonly StoredChange[];
  /** Whether it says who ordered it, or where that is; false where nobody can be written to. */
  readonly hasContact: boolean;
}

/** The order as it was at an earlier version: its history up to there. */
export function asOf(order: StoredOrder, version: number): StoredOrder {
  const history = order.history.filter((entry) => entry.version <= version);
  const newest = history.at(-1);
  return newest === undefined ? order : { ...order, history, version: newest.version, status: newest.status };
}
