export { type CommittedChange, OutboxWakeUp } from './outbox-wake-up.ts';
export { OutboxModule } from './outbox.module.ts';
export { type ParkedEvent, listParkedEvents, retryParkedEvents } from './parked-events.ts';
export { eventColumns } from './outbox-row.ts';
