export { waitAfter } from './back-off.ts';
export {
  type MessageChannel,
  type PreparedMessage,
  reasonOf,
  type SendOutcome,
  withoutContacts,
} from './channel.ts';
export { Delivery } from './delivery.ts';
export { DueWork } from './due-work.ts';
export { MessageQueue } from './message-queue.ts';
export { isNotified, mayHaveBeenNotified, worthSendingFor } from './moment.ts';
export { NotificationDelivery } from './notification-delivery.ts';
export { NotificationQueue } from './notification-queue.ts';
export { type Channel, channels, Notification } from './notification.entity.ts';
export { QueueWorkers } from './queue-workers.ts';
export { QueueModule } from './queue.module.ts';
export { type DropReason, type MessageState, QueuedMessage } from './queued-message.entity.ts';
export { SendResults } from './send-results.ts';
export { Worker } from './worker.ts';
