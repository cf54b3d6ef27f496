import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type EventLog,
  fullJitterMs,
  type LogRecord,
  PublishError,
  type PublishFailure,
} from '#libs/messaging';
import { type Logger, traceIdIn } from '#libs/service-kit';
import { type OutboxRow, RelayConnection } from './relay-connection.ts';

/** How many events one send carries at most. */
const batch = 500;
/** The net under the wake-ups, in ms. */
const pollEvery = 100;
const beatEvery = 1_000;
const backOff = { baseMs: 100, maxMs: 5_000, random: Math.random };

interface HeldBack {
  readonly failures: number;
  readonly until: number;
}

/**
 * Publishes what was committed, in the outbox's order, and removes it. One relay is active per database; others stand by and take over within
 * seconds. No transaction is open while sending: a crash between sending and removing sends again, and consumers drop what they know by version.
 */
export class OutboxRelay {
  readonly #events = new EventEmitter<{ wake: []; lost: [] }>();
  readonly #stopping = new AbortController();
  readonly #heldBack = new Map<string, HeldBack>();
  #running: Promise<void> = Promise.resolve();
  #active = false;
  /** Set where something was committed since the last look, so that a wake-up during that look is not lost. */
  #moreToDo = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly log: EventLog,
    private readonly logger: Logger,
  ) {
    this.#events.setMaxListeners(50).on('wake', () => (this.#moreToDo = true));
  }

  /** Whether this instance's relay is the one at work. */
  get isActive(): boolean {
    return this.#active;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Something was committed here. */
  wake(): void {
    this.#events.emit('wake');
  }

  /** Finishes the send in hand. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
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
    const connection = await RelayConnection.open(this.databaseUrl, this.#events);
    try {
      await this.#standBy(connection, lost.signal);
      if (this.#stopped || lost.signal.aborted) return;
      onActive();
      await this.#work(connection, lost.signal);
    } finally {
      this.#active = false;
      await connection.close();
    }
  }

  async #standBy(connection: RelayConnection, lost: AbortSignal): Promise<void> {
    while (!this.#stopped && !lost.aborted && !(await connection.tryLock())) {
      await connection.endStaleHolder();
      await this.#pause(beatEvery);
    }
  }

  async #work(connection: RelayConnection, lost: AbortSignal): Promise<void> {
    await connection.beat();
    this.#active = true;
    const beating = setInterval(() => void connection.beat().catch(() => undefined), beatEvery);
    try {
      while (!this.#stopped && !lost.aborted) {
        this.#moreToDo = false;
        const rows = await connection.waiting(batch, this.#ordersHeldBack());
        if (rows.length === 0) await this.#woken();
        else await this.#publish(connection, rows);
      }
    } finally {
      clearInterval(beating);
    }
  }

  async #publish(connection: RelayConnection, rows: readonly OutboxRow[]): Promise<void> {
    const failures = await this.log.publish(rows.map(({ record }) => record)).then(() => [], publishFailures);
    const failed = new Map(failures.map((failure) => [failure.index, failure]));
    const published = rows.filter((_, index) => !failed.has(index));
    if (published.length > 0) await connection.remove(published.map(({ id }) => id));
    for (const { record } of published) this.#left(record);
    for (const [index, failure] of failed) await this.#setAside(connection, rows[index], failure);
  }

  #left(record: LogRecord): void {
    this.#heldBack.delete(record.key);
    this.logger.debug(factsOf(record), 'an event was published');
  }

  /** An event that can never be sent is parked with its order; one that may succeed later holds back its own order alone. */
  async #setAside(
    connection: RelayConnection,
    row: OutboxRow | undefined,
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
    const failures = (this.#heldBack.get(row.record.key)?.failures ?? 0) + 1;
    this.#heldBack.set(row.record.key, {
      failures,
      until: performance.now() + fullJitterMs(failures, backOff),
    });
    this.logger.warn(facts, 'an event was not sent; trying again');
  }

  #ordersHeldBack(): string[] {
    const now = performance.now();
    return [...this.#heldBack].filter(([, { until }]) => until > now).map(([orderId]) => orderId);
  }

  async #woken(): Promise<void> {
    if (this.#moreToDo) return;
    const enough = AbortSignal.any([AbortSignal.timeout(pollEvery), this.#stopping.signal]);
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
