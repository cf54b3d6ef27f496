import { type Logger, traceIdIn } from '#libs/service-kit';
import type { OutboxSignal } from './outbox-signal.ts';

/** One line for each change: who follows a request's trace begins here. */
export function logCommits(signal: OutboxSignal, logger: Logger): void {
  signal.onCommitted(({ orderId: order_id, version, type, status, traceparent }) => {
    logger.info({ trace_id: traceIdIn(traceparent), order_id, version, type, status }, 'a change was made');
  });
}
