export * from './cloud-event.ts';
export * from './event-log.context.ts';
export { ConsumerAwayError, HeldBackError, LogClosedError, RecordTooLargeError } from './event-log.errors.ts';
export * from './event-log.server.ts';
export * from './event-log.ts';
export * from './in-process.event-log.ts';
export * from './on-order-event.ts';
export { defaultRetryPolicy, fullJitterMs } from './retry.ts';
export type { RetryPolicy } from './retry.ts';
