import type { Caller, HistoryRecord, Snapshot } from '#libs/contracts';
import { madeOf, NoHistoryError, snapshotFrom } from '#libs/order-model';
import { allowedStatuses, type Role } from '#libs/status-machine';
import { displayNumberOf } from '../model/display-number.ts';
import { estimateOf, timeOf } from '../model/estimate.ts';
import type { StoredChange, StoredOrder } from '../model/stored-order.ts';

/**
 * For whom a snapshot is made: staff see who did what, the notes among themselves, and what they may do next.
 */
export type Audience = { readonly kind: 'customer' } | { readonly kind: 'staff'; readonly role: Role };

/** Customers and guests see the customer's side, everyone of the restaurant the staff's. */
export function audienceOf(caller: Caller): Audience {
  return caller.kind === 'customer' || caller.kind === 'guest'
    ? { kind: 'customer' }
    : { kind: 'staff', role: caller.role };
}

/** Everything that a screen needs, as of the order's version. */
export function snapshotOf(order: StoredOrder, audience: Audience): Snapshot {
  const newest = newestOf(order);
  const { fulfilment, status } = order;
  const recorded = {
    order_id: order.orderId,
    order_number: order.orderNumber,
    display_number: displayNumberOf(order),
    restaurant_name: order.restaurant.name,
    fulfilment,
    estimate: estimateOf(newest),
    scheduled_for: timeOf(order.scheduledFor),
    accept_by: timeOf(newest.acceptBy),
    status_history: historyOf(order, audience),
    payment: order.payment,
    ...madeOf(order.items),
  };
  const snapshot = snapshotFrom(recorded, audience.kind);
  if (audience.kind === 'customer') return snapshot;
  return { ...snapshot, allowed: [...allowedStatuses({ fulfilment, status, role: audience.role })] };
}

/** Oldest first, one entry for each version. */
export function historyOf(order: StoredOrder, audience: Audience): HistoryRecord[] {
  return order.history.map((entry) => entryOf(entry, audience));
}

function entryOf(entry: StoredChange, audience: Audience): HistoryRecord {
  const forStaff = audience.kind === 'staff';
  return {
    version: entry.version,
    type: entry.type,
    status: entry.status,
    timestamp: time(entry.occurredAt),
    recorded_at: time(entry.recordedAt),
    updated_by: forStaff ? (entry.actorName ?? entry.role) : entry.role,
    ...(forStaff ? { updated_by_id: entry.actorId } : {}),
    role: entry.role,
    notes: entry.notes,
    ...(forStaff ? { internal_notes: entry.internalNotes } : {}),
    reason: entry.reason,
    ...(entry.corrects === undefined ? {} : { corrects: entry.corrects }),
    ...(entry.minutes === null ? {} : { minutes: entry.minutes }),
    ...(entry.amendment && { changed: [...entry.amendment.changed] }),
  };
}

export function newestOf(order: StoredOrder): StoredChange {
  const newest = order.history.at(-1);
  if (newest === undefined) throw new NoHistoryError(order.orderId);
  return newest;
}

const time = (ms: number): string => new Date(ms).toISOString();
