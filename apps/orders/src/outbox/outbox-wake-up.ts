import type { Logger } from '#libs/service-kit';
import type { Database } from '../database/database.ts';
import type { OutboxSignal } from './outbox-signal.ts';
import type { OutboxRelay } from './outbox.relay.ts';
import { outboxChannel } from './relay-connection.ts';

/** At most one NOTIFY in so many ms, since all of them pass one queue in PostgreSQL. */
const notifyEvery = 5;

/** After each commit: wakes the relay here where it is the active one, otherwise the one of another process. */
export function wakeRelayOnCommit(
  signal: OutboxSignal,
  relay: OutboxRelay,
  database: Database,
  logger: Logger,
): void {
  let pending = false;
  const notifyOthers = (): void => {
    if (pending) return;
    pending = true;
    setTimeout(() => {
      pending = false;
      // A lost wake-up costs one poll; it is no reason to disturb anyone.
      database.notify(outboxChannel).catch((error: unknown) => {
        logger.debug({ err: error }, 'another relay could not be woken');
      });
    }, notifyEvery);
  };
  signal.onCommitted(() => {
    if (relay.isActive) relay.wake();
    else notifyOthers();
  });
}
