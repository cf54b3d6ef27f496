import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import type { OrderEvent, RecordedEvent } from '#libs/contracts';
import { isDatabaseUnavailable } from '#libs/postgres';
import { Database } from '../database/index.ts';
import { keepEvents } from './keep-events.ts';
import { recordedEventOf } from './recorded-event-of.ts';
import { RewriteWorker } from './rewrite-worker.ts';

interface Waiting {
  readonly event: RecordedEvent;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** How many events are written down in one transaction at most. */
const most = 200;

/**
 * Writes down each event once. Those that arrive together, and those that come while others are being
 * written, have one transaction: a commit for each would cost more than all the rest, and in one process the
 * outbox waits for it.
 */
@Injectable()
export class RecordEventHandler {
  readonly #waiting: Waiting[] = [];
  readonly #recorded: Counter;
  #writing = false;

  constructor(
    private readonly database: Database,
    private readonly rewriting: RewriteWorker,
    registry: Registry,
  ) {
    const help = 'Order events that insights has written down, repeats left out';
    this.#recorded = new Counter({ name: 'passline_insights_events_total', help, registers: [registry] });
  }

  /** @throws what the database says, so that the event comes again */
  handle(event: OrderEvent): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ event: recordedEventOf(event), done, failed });
      if (!this.#writing) void this.#write();
    });
  }

  async #write(): Promise<void> {
    this.#writing = true;
    // What the log hands over at once comes within this turn.
    await new Promise(setImmediate);
    for (let batch = this.#waiting.splice(0, most); batch.length > 0; batch = this.#waiting.splice(0, most))
      await this.#save(batch);
    this.#writing = false;
  }

  /** Never rejects: each hears what became of it, and one that is refused takes none of the others along. */
  async #save(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#keep(batch);
      for (const { done } of batch) done();
    } catch (error) {
      if (batch.length > 1 && !isDatabaseUnavailable(error)) for (const one of batch) await this.#save([one]);
      else for (const { failed } of batch) failed(error);
    }
  }

  async #keep(batch: readonly Waiting[]): Promise<void> {
    const events = batch.map(({ event }) => event);
    const recorded = await keepEvents(this.database, events);
    this.#recorded.inc(recorded);
    if (recorded > 0) this.rewriting.expectWork();
  }
}
