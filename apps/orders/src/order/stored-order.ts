import type { EntryType, Item, Reason } from '#libs/contracts';
import type { Fulfilment, Role, Status } from '#libs/status-machine';

/** One event of an order as it was written, with its free text and the actor's name where they are still there. Times in ms. */
export interface StoredEntry {
  readonly version: number;
  readonly type: EntryType;
  readonly fromStatus: Status | null;
  readonly status: Status;
  readonly corrects?: number | undefined;
  readonly minutes: number | null;
  readonly reason: Reason | null;
  readonly role: Role;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly readyFrom: number | null;
  readonly readyTo: number | null;
  readonly notes: string;
  readonly internalNotes: string;
}

/** An order with its whole history, oldest first, as one read saw it. Times in ms, money in minor units. */
export interface StoredOrder {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly orderNumber: string;
  readonly restaurant: { readonly name: string; readonly phone: string | null };
  readonly fulfilment: Fulfilment;
  readonly status: Status;
  readonly version: number;
  readonly customerId: string | null;
  readonly externalId: string | null;
  readonly items: readonly Item[];
  readonly totalAmount: number;
  readonly currency: string;
  readonly table: string | null;
  readonly workMinutes: number;
  readonly placedAt: number;
  readonly endedAt: number | null;
  readonly headHash: Buffer;
  readonly linkGeneration: number;
  readonly history: readonly StoredEntry[];
}

/** The order as it was at an earlier version: its history up to there. */
export function asOf(order: StoredOrder, version: number): StoredOrder {
  const history = order.history.filter((entry) => entry.version <= version);
  const newest = history.at(-1);
  return newest === undefined ? order : { ...order, history, version: newest.version, status: newest.status };
}
