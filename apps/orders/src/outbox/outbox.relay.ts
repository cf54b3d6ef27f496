import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  type EventLog,
  fullJitterMs,
  type LogRecord,
  PublishError,
  type PublishFailure,
} from '#libs/messaging';
import { type Logger, traceIdIn, stopStep } from '#libs/service-kit';
import type { OrdersSettings } from '../orders.config.ts';
import { EVENT_LOG, LOGGER, SETTINGS } from '../platform/index.ts';
import { HeldBackOrders } from './held-back-orders.ts';
import { type WaitingEvent, RelayConnection } from './relay-connection.ts';
import { SendsInHand } from './sends-in-hand.ts';

/** How many events one send carries at most. */
const batch = 500;
/** The net under the wake-ups, in ms. */
const pollEvery = 1_000;
/**
 * While changes come in heaps, so long is waited for more of them, in ms: a look at the outbox costs the same
 * for one event as for ten. One that comes alone waits for nobody.
 */
const gatherFor = 5;
const backOff = { baseMs: 100, maxMs: 5_000, random: Math.random };

/**
 * Publishes what was committed, of each order in the outbox's order, and removes it. While the log is at one
 * send, the next goes on its way with other orders' events: a screen does not wait until an earlier change is
 * noted down everywhere. One relay is active per database; others stand by and take over within seconds. No
 * transaction is open while sending: a crash between sending and removing sends again, and consumers drop
 * what they know by version.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #events = new EventEmitter<{ wake: []; lost: [] }>();
  readonly #stopping = new AbortController();
  readonly #heldBack = new HeldBackOrders();
  #running: Promise<void> = Promise.resolve();
  #active = false;
  /**
   * Set where something was committed since the last look, so that a wake-up during that look is not lost.
   */
  #moreToDo = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<OrdersSettings, 'DATABASE_URL'>,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#events.setMaxListeners(50).on('wake', () => (this.#moreToDo = true));
  }

  /** Whether this instance's relay is the one at work. */
  get isActive(): boolean {
    return this.#active;
  }

  /** How many orders wait until their event is tried again. */
  get ordersHeldBack(): number {
    return this.#heldBack.size;
  }

  onApplicationBootstrap(): void {
    this.#running = this.#run();
  }

  /** Something was committed here. */
  wake(): void {
    this.#events.emit('wake');
  }

  /** Finishes the sends in hand. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping.abort();
    await stopStep('the outbox’s relay', async () => this.#running);
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #run(): Promise<void> {
    for (let failures = 0; !this.#stopped; failures += 1) {
      try {
        await this.#session(() => (failures = 0));
      } catch (error) {
        this.logger.warn({ err: error }, 'the relay lost its database; trying again');
      }
      await this.#pause(fullJitterMs(failures + 1, backOff));
    }
  }

  async #session(onActive: () => void): Promise<void> {
    const lost = new AbortController();
    this.#events.once('lost', () => {
      lost.abort();
    });
    const over = AbortSignal.any([this.#stopping.signal, lost.signal]);
    const connection = await RelayConnection.open(this.settings.DATABASE_URL, this.#events);
    try {
      if (!(await connection.standBy(over))) return;
      onActive();
      await this.#work(connection, over);
    } finally {
      this.#active = false;
      await connection.close();
    }
  }

  async #work(connection: RelayConnection, over: AbortSignal): Promise<void> {
    const stopBeating = await connection.startBeating();
    this.#active = true;
    const sends = new SendsInHand(() => this.#lookSoon(sends));
    try {
      while (!over.aborted) {
        this.#moreToDo = false;
        const rows = await this.#next(connection, sends);
        if (rows.length > 0) sends.start(rows, () => this.#publish(connection, rows));
        if (sends.isFull) await sends.oneEnded();
        else if (rows.length < batch) await this.#lull(rows.length > 1, sends);
      }
      await sends.settled();
      await connection.remove(sends.takePublished());
    } finally {
      await sends.settled();
      stopBeating();
    }
  }

  /** What can be sent now: nothing of an order of which something is on its way. */
  async #next(connection: RelayConnection, sends: SendsInHand): Promise<readonly WaitingEvent[]> {
    const left = [...this.#heldBack.waiting(), ...sends.orders()];
    const rows = await connection.next(sends.takePublished(), batch, left);
    if (rows.length < batch) this.#heldBack.keepOnly([...left, ...rows.map(({ record }) => record.key)]);
    return rows;
  }

  /** @returns the ids of those that the log has, which are still to be removed */
  async #publish(connection: RelayConnection, rows: readonly WaitingEvent[]): Promise<readonly string[]> {
    const failures = await this.log.publish(rows.map(({ record }) => record)).then(() => [], publishFailures);
    const failed = new Map(failures.map((failure) => [failure.index, failure]));
    const published = rows.filter((_, index) => !failed.has(index));
    for (const { record } of published) this.#left(record);
    for (const [index, failure] of failed) await this.#setAside(connection, rows[index], failure);
    return published.map(({ id }) => id);
  }

  #left(record: LogRecord): void {
    this.#heldBack.forget(record.key);
    if (this.logger.isLevelEnabled('debug')) this.logger.debug(factsOf(record), 'an event was published');
  }

  /**
   * An event that can never be sent is parked with its order; one that may succeed later holds back its own
   * order alone.
   */
  async #setAside(
    connection: RelayConnection,
    row: WaitingEvent | undefined,
    { retryable, cause }: PublishFailure,
  ): Promise<void> {
    if (row === undefined) return;
    const facts = { ...factsOf(row.record), err: cause };
    if (!retryable) {
      this.logger.error(
        facts,
        'an event can never be sent; it is parked with its order (see npm run dead-letters)',
      );
      await connection.park(row.id, cause.message);
      return;
    }
    this.#heldBack.holdBack(row.record.key);
    this.logger.warn(facts, 'an event was not sent; trying again');
  }

  /** What a send leaves to be removed goes with the next look, or one by itself where none comes soon. */
  #lookSoon(sends: SendsInHand): void {
    setTimeout(() => {
      if (sends.someEnded) this.wake();
    }, gatherFor);
  }

  /** Until there may be more to send. */
  async #lull(comesInHeaps: boolean, sends: SendsInHand): Promise<void> {
    if (comesInHeaps) await this.#pause(gatherFor);
    if (this.#moreToDo) return;
    const patience = Math.min(
      pollEvery,
      this.#heldBack.nextInMs((orderId) => sends.has(orderId)),
    );
    const enough = AbortSignal.any([AbortSignal.timeout(patience), this.#stopping.signal]);
    await once(this.#events, 'wake', { signal: enough }).catch(() => undefined);
  }

  #pause(ms: number): Promise<void> {
    return delay(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}

/** By which a line of the log is found. */
const factsOf = ({ key, headers }: LogRecord) => ({
  trace_id: traceIdIn(headers['traceparent']),
  order_id: key,
  event_id: headers['ce_id'],
});

function publishFailures(error: unknown): readonly PublishFailure[] {
  if (error instanceof PublishError) return error.failures;
  throw error;
}
