import type { EntryType, HistoryEntry, OrderChanged, OrderEvent, Snapshot } from '#libs/contracts';
import { statusInfo } from '#libs/status-machine';

const entryTypes: Readonly<Record<OrderEvent['type'], EntryType>> = {
  'passline.order.placed.v1': 'placed',
  'passline.order.status_changed.v1': 'status_changed',
  'passline.order.recalled.v1': 'recalled',
  'passline.order.delayed.v1': 'delayed',
};

/** A change on its way to the screens; `recordedAt` is when `orders` wrote it down, which history does not tell. */
export interface Change {
  readonly frame: OrderChanged;
  readonly recordedAt?: string;
}

export const changeOfEvent = (event: OrderEvent): Change => ({
  frame: frameOfEvent(event),
  recordedAt: event.time,
});

/** The frame that shows an event on a screen; what an event has nothing to say about is left out. */
export function frameOfEvent(event: OrderEvent): OrderChanged {
  const { order_id, version, status, fulfilment, at, role, notes, reason, corrects, estimate } = event.data;
  return {
    order_id,
    version,
    type: entryTypes[event.type],
    status,
    order_status: status,
    status_info: statusInfo(status, fulfilment),
    at,
    role,
    ...(notes !== '' && { notes }),
    ...(reason !== null && { reason }),
    ...(corrects !== null && { corrects }),
    ...('minutes' in event.data && { minutes: event.data.minutes }),
    estimate,
  };
}

/**
 * The frames of what happened after a version, oldest first, made from the history. History does not keep every version's
 * estimate, so all carry the latest one: the last frame is right, and those before it are passed within the same moment.
 */
export function framesAfter(snapshot: Snapshot, version: number): readonly OrderChanged[] {
  return snapshot.status_history
    .filter((entry) => entry.version > version)
    .map((entry) => frameOfEntry(snapshot, entry));
}

function frameOfEntry({ order_id, fulfilment, estimate }: Snapshot, entry: HistoryEntry): OrderChanged {
  const { version, type, status, timestamp, role, notes, reason, corrects, minutes } = entry;
  return {
    order_id,
    version,
    type,
    status,
    order_status: status,
    status_info: statusInfo(status, fulfilment),
    at: timestamp,
    role,
    ...(notes !== '' && { notes }),
    ...(reason !== null && { reason }),
    ...(corrects !== undefined && { corrects }),
    ...(minutes !== undefined && { minutes }),
    estimate,
  };
}
