import { eventTypeOfChange, type OrderEvent, orderEventsSource } from '#libs/contracts';
import { madeOf } from '#libs/order-model';
import { displayNumberOf } from '../model/display-number.ts';
import { estimateOf, timeOf } from '../model/estimate.ts';
import type { StoredChange, StoredOrder } from '../model/stored-order.ts';
import type { AmendedContent } from './order-change.ts';

/** What tells of a change: nothing personal. @param order as it is once the change is written */
export function changeEvent(
  order: StoredOrder,
  entry: StoredChange,
  id: string,
  traceparent: string,
  amended: AmendedContent | undefined,
): OrderEvent {
  const data = {
    order_id: order.orderId,
    restaurant_id: order.restaurantId,
    order_number: order.orderNumber,
    display_number: displayNumberOf(order),
    external_id: order.externalId,
    fulfilment: order.fulfilment,
    version: entry.version,
    from: entry.fromStatus,
    status: entry.status,
    at: new Date(entry.occurredAt).toISOString(),
    role: entry.role,
    reason: entry.reason,
    notes: entry.notes,
    corrects: entry.corrects ?? null,
    estimate: estimateOf(entry),
    accept_by: timeOf(entry.acceptBy),
    scheduled_for: timeOf(order.scheduledFor),
    has_contact: order.hasContact,
    ...(entry.version === 1 && { pieces: madeOf(order.items).items_total }),
    ...(entry.minutes === null ? {} : { minutes: entry.minutes }),
    ...(amended && toldOf(amended)),
  };
  const time = new Date(entry.recordedAt).toISOString();
  return {
    id,
    type: eventTypeOfChange[entry.type],
    source: orderEventsSource,
    subject: order.orderId,
    time,
    traceparent,
    data,
  } as OrderEvent;
}

/** Nothing personal, and no more than screens need to show it. */
const toldOf = ({ amendment: { changed, items, payment }, content }: AmendedContent): object => ({
  changed,
  ...(payment && { payment }),
  ...(items && { items }),
  ...(content.items && madeOf(content.items)),
});
