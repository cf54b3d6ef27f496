import type { Notification } from './notification.entity.ts';
import type { QueuedMessage } from './queued-message.entity.ts';

/** By which a message's lines in the log are found: never whom it is for. Mails about accounts belong to no order. */
export function loggedMessage(message: QueuedMessage | Notification): object {
  if (!('orderId' in message)) return { message_id: message.id };
  const { id, traceId, orderId, version, moment } = message;
  return { trace_id: traceId ?? undefined, order_id: orderId, version, message_id: id, moment };
}
