import {
  type AmendedPart,
  changeTypeOfEvent,
  type HistoryRecord,
  type OrderChanged,
  type OrderEvent,
  type Snapshot,
} from '#libs/contracts';
import { isEnded, shortNumber, statusInfo } from '#libs/order-model';

type Amendment = Pick<OrderChanged, 'changed' | 'items' | 'payment' | 'items_done' | 'items_total'>;

/** The frame that shows an event on a screen; what an event has nothing to say about is left out. */
export function frameOfEvent(event: OrderEvent): OrderChanged {
  const { order_id, order_number, version, status, fulfilment, at, role, notes, reason, corrects, estimate } =
    event.data;
  const { display_number = shortNumber(order_number) } = event.data;
  return {
    order_id,
    order_number,
    display_number,
    ...externalIdIn(event.data),
    version,
    type: changeTypeOfEvent[event.type],
    status,
    order_status: status,
    status_info: statusInfo(status, fulfilment),
    at,
    recorded_at: event.time,
    role,
    ...(notes !== '' && { notes }),
    ...(reason !== null && { reason }),
    ...(corrects !== null && { corrects }),
    ...('minutes' in event.data && { minutes: event.data.minutes }),
    estimate,
    ...timesIn(event.data),
    ended: isEnded(status),
    ...('changed' in event.data && amendmentIn(event.data)),
  };
}

/** What `orders` of the release before does not say. */
const timesIn = ({
  accept_by,
  scheduled_for,
}: Pick<Snapshot, 'accept_by' | 'scheduled_for'>): Pick<OrderChanged, 'accept_by' | 'scheduled_for'> => ({
  ...(accept_by !== undefined && { accept_by }),
  ...(scheduled_for !== undefined && { scheduled_for }),
});

function amendmentIn({ changed, items, payment, items_done, items_total }: Amendment): Amendment {
  return {
    changed,
    ...(items && { items }),
    ...(payment && { payment }),
    ...(items_done !== undefined && { items_done }),
    ...(items_total !== undefined && { items_total }),
  };
}

/**
 * The frames of what happened after a version and before an event that is at hand, oldest first, made from
 * the history. History does not keep what each version's estimate, payment and pieces were, so all carry the
 * latest: the last frame is right, and those before it are passed within the same moment.
 */
export function framesBetween(
  snapshot: Snapshot,
  version: number,
  event: OrderEvent,
): readonly OrderChanged[] {
  return snapshot.status_history
    .filter((entry) => entry.version > version && entry.version < event.data.version)
    .map((entry) => frameOfEntry(snapshot, entry, event));
}

function frameOfEntry(order: Snapshot, entry: HistoryRecord, { data }: OrderEvent): OrderChanged {
  const { order_id, order_number, display_number, fulfilment, estimate } = order;
  const { version, type, status, timestamp, recorded_at, role, notes, reason, corrects, minutes } = entry;
  return {
    order_id,
    order_number,
    display_number,
    ...externalIdIn(data),
    version,
    type,
    status,
    order_status: status,
    status_info: statusInfo(status, fulfilment),
    at: timestamp,
    recorded_at,
    role,
    ...(notes !== '' && { notes }),
    ...(reason !== null && { reason }),
    ...(corrects !== undefined && { corrects }),
    ...(minutes !== undefined && { minutes }),
    estimate,
    ...timesIn(order),
    ended: isEnded(status),
    ...(entry.changed && amendmentOf(order, entry.changed)),
  };
}

/** A snapshot does not tell customers the POS's own id of their order; an event does. */
const externalIdIn = ({ external_id }: OrderEvent['data']): Pick<OrderChanged, 'external_id'> =>
  typeof external_id === 'string' ? { external_id } : {};

const amendmentOf = (
  { payment, items_done, items_total }: Snapshot,
  changed: readonly AmendedPart[],
): Amendment => ({
  changed: [...changed],
  ...(changed.includes('payment') && { payment }),
  ...(changed.includes('items') && { items_done, items_total }),
});
