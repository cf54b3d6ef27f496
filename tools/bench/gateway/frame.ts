import type { OrderChanged } from '#libs/contracts';
import { shortNumber, statusInfo } from '#libs/order-model';
import { sampleEvent } from '../sample-events.ts';

/** The frame that the gateway makes of the same change. @param notes what it says to the customer */
export function sampleFrame(orderId: string, version: number, notes: string): OrderChanged {
  const { data, time } = sampleEvent(orderId, version, orderId, notes);
  const { order_number, status, fulfilment, at, role, estimate } = data;
  return {
    order_id: orderId,
    order_number,
    display_number: shortNumber(order_number),
    version,
    type: 'status_changed',
    status,
    order_status: status,
    status_info: statusInfo(status, fulfilment),
    at,
    recorded_at: time,
    role,
    ...(notes !== '' && { notes }),
    estimate,
    ended: false,
  };
}
