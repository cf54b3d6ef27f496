import { randomBytes, randomUUID } from 'node:crypto';
import { type OrderEvent, orderEventsSource, OrderEventType } from '#libs/contracts';
import { encodeOrderEvent, type LogRecord } from '#libs/messaging';

/** Of one change, as `orders` writes it. @param notes what the change says to the customer */
export function sampleEvent(orderId: string, version: number, restaurantId: string, notes = ''): OrderEvent {
  const at = new Date().toISOString();
  return {
    id: randomUUID(),
    type: OrderEventType.StatusChanged,
    source: orderEventsSource,
    subject: orderId,
    time: at,
    traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
    data: {
      order_id: orderId,
      restaurant_id: restaurantId,
      order_number: 'ONLINE-000001',
      fulfilment: 'delivery',
      version,
      from: 'preparing',
      status: 'cooking',
      at,
      role: 'kitchen',
      reason: null,
      notes,
      corrects: null,
      estimate: { ready_from: at, ready_to: at },
    },
  };
}

/** Events of as many orders, as they lie in the outbox and on the log. */
export function sampleRecords(count: number): LogRecord[] {
  const restaurantId = randomUUID();
  return Array.from({ length: count }, () => encodeOrderEvent(sampleEvent(randomUUID(), 2, restaurantId)));
}
