import type { OrderChanged } from '#libs/contracts';
import { statusInfo } from '#libs/status-machine';
import { sampleEvent } from '../sample-events.ts';

/** The frame that the gateway makes of the same change. @param notes what it says to the customer */
export function sampleFrame(orderId: string, version: number, notes: string): OrderChanged {
  const { data } = sampleEvent(orderId, version, orderId, notes);
  const { status, fulfilment, at, role, estimate } = data;
  return {
    order_id: orderId,
    version,
    type: 'status_changed',
    status,
    order_status: status,
    status_info: statusInfo(status, fulfilment),
    at,
    role,
    ...(notes !== '' && { notes }),
    estimate,
  };
}
