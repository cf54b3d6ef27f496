import { Inject, Injectable } from '@nestjs/common';
import type { ChangeType } from '#libs/contracts';
import { type Logger, traceIdIn } from '#libs/service-kit';
import type { Status } from '#libs/status-machine';
import { Database, LOGGER } from '../platform/index.ts';
import { OutboxRelay } from './outbox.relay.ts';
import { outboxChannel } from './relay-connection.ts';

/** A change that is on disk. */
export interface CommittedChange {
  readonly orderId: string;
  readonly version: number;
  readonly type: ChangeType;
  readonly status: Status;
  readonly traceparent: string | undefined;
}

/** At most one NOTIFY in so many ms, since all of them pass one queue in PostgreSQL. */
const notifyEvery = 5;

/**
 * Wakes the relay once something is in the outbox: the one of this process where it is the active one,
 * otherwise that of another process.
 */
@Injectable()
export class OutboxWakeUp {
  #notifying = false;

  constructor(
    private readonly relay: OutboxRelay,
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** To be called after the commit, never within the transaction. */
  afterCommit({ orderId: order_id, version, type, status, traceparent }: CommittedChange): void {
    // Who follows a request's trace through the services begins here.
    const trace_id = traceIdIn(traceparent);
    this.logger.info({ trace_id, order_id, version, type, status }, 'a change was made');
    if (this.relay.isActive) this.relay.wake();
    else this.#notifyOthers();
  }

  #notifyOthers(): void {
    if (this.#notifying) return;
    this.#notifying = true;
    setTimeout(() => {
      this.#notifying = false;
      // A lost wake-up costs one poll; it is no reason to disturb anyone.
      this.database.notify(outboxChannel).catch((error: unknown) => {
        this.logger.debug({ err: error }, 'another relay could not be woken');
      });
    }, notifyEvery);
  }
}
