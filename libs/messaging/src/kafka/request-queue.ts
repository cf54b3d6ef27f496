import { createRequire } from 'node:module';

/** The part of kafkajs' queue of one connection that is mended here. */
interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
}

const isQueueClass = (found: unknown): found is { readonly prototype: RequestQueue } =>
  typeof found === 'function' &&
  typeof found.prototype === 'object' &&
  found.prototype !== null &&
  'scheduleCheckPendingRequests' in found.prototype;

/**
 * kafkajs 2.2.4 looks after each connection's queue every millisecond for ever, empty or not: several percent
 * of a core at rest, and a warning of a negative time-out at the first look. From here on it looks only while
 * something waits.
 */
export function calmRequestQueues(): void {
  const found: unknown = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js');
  if (!isQueueClass(found))
    throw new Error('this kafkajs is not the one that is known: see kafka.request-queue.ts');
  const { prototype } = found;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0) schedule.call(this);
  };
}
