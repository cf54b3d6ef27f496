import type { HistoryEntry, Snapshot, Step } from '#libs/contracts';
import {
  allowedStatuses,
  type Role,
  standingChanges,
  type Status,
  statusInfo,
  stepStates,
} from '#libs/status-machine';
import { estimateOf } from './estimate.ts';
import type { StoredEntry, StoredOrder } from './stored-order.ts';

/** For whom a snapshot is made: staff see who did what, the notes among themselves, and what they may do next. */
export type Audience = { readonly kind: 'customer' } | { readonly kind: 'staff'; readonly role: Role };

/** Everything that a screen needs, as of the order's version. */
export function snapshotOf(order: StoredOrder, audience: Audience): Snapshot {
  const newest = newestOf(order);
  return {
    order_id: order.orderId,
    order_number: order.orderNumber,
    restaurant_name: order.restaurant.name,
    fulfilment: order.fulfilment,
    status: order.status,
    order_status: order.status,
    version: order.version,
    updated_at: time(newest.recordedAt),
    status_info: statusInfo(order.status, order.fulfilment),
    steps: stepsOf(order),
    estimate: estimateOf(newest.readyFrom, newest.readyTo),
    status_history: historyOf(order, audience),
    ...(audience.kind === 'staff'
      ? {
          allowed: [
            ...allowedStatuses({ fulfilment: order.fulfilment, status: order.status, role: audience.role }),
          ],
        }
      : {}),
  };
}

/** Oldest first, one entry for each version. */
export function historyOf(order: StoredOrder, audience: Audience): HistoryEntry[] {
  return order.history.map((entry) => entryOf(entry, audience));
}

function entryOf(entry: StoredEntry, audience: Audience): HistoryEntry {
  const forStaff = audience.kind === 'staff';
  return {
    version: entry.version,
    type: entry.type,
    status: entry.status,
    timestamp: time(entry.occurredAt),
    updated_by: forStaff ? (entry.actorName ?? entry.role) : entry.role,
    ...(forStaff ? { updated_by_id: entry.actorId } : {}),
    role: entry.role,
    notes: entry.notes,
    ...(forStaff ? { internal_notes: entry.internalNotes } : {}),
    reason: entry.reason,
    ...(entry.corrects === undefined ? {} : { corrects: entry.corrects }),
    ...(entry.minutes === null ? {} : { minutes: entry.minutes }),
  };
}

function stepsOf(order: StoredOrder): Step[] {
  const reachedAt = new Map(
    standingChanges(order.history).map((entry) => [entry.status, time(entry.occurredAt)] as const),
  );
  const reached: ReadonlySet<Status> = new Set(reachedAt.keys());
  return stepStates({ fulfilment: order.fulfilment, status: order.status, reached }).map(
    ({ status, state }) => ({
      status,
      label: statusInfo(status, order.fulfilment).label,
      state,
      at: reachedAt.get(status) ?? null,
    }),
  );
}

export function newestOf(order: StoredOrder): StoredEntry {
  const newest = order.history.at(-1);
  if (newest === undefined) throw new Error(`order ${order.orderId} has no history`);
  return newest;
}

const time = (ms: number): string => new Date(ms).toISOString();
