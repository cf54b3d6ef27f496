import type { Notification } from './notification.entity.ts';
import type { QueuedMessage } from './queued-message.entity.ts';

/**
 * By which a message's lines in the log are found: never whom it is for. Mails about accounts belong to no
 * order.
 */
export function loggedMessage(message: QueuedMessage | Notification): object {
  const found = { trace_id: message.traceId ?? undefined, message_id: message.id };
  if (!('orderId' in message)) return found;
  const { orderId, version, moment } = message;
  return { ...found, order_id: orderId, version, moment };
}
