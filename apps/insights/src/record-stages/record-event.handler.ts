import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import type { OrderEvent, RecordedEvent } from '#libs/contracts';
import { Database } from '../database/index.ts';
import { recordedEventOf } from './recorded-event-of.ts';
import { keepEvents } from './write-events.ts';
import { RewriteWorker } from './rewrite-worker.ts';

interface Waiting {
  readonly event: RecordedEvent;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** How many events are written down in one transaction at most. */
const most = 200;

/**
 * Writes down each event once. Those that come while others are being written wait for one transaction of
 * their own: a commit for each would cost more than all the rest.
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
    for (let batch = this.#waiting.splice(0, most); batch.length > 0; batch = this.#waiting.splice(0, most)) {
      // One that the database refuses is not to take the others with it.
      const together = await this.#save(batch);
      if (!together) for (const one of batch) await this.#save([one]);
    }
    this.#writing = false;
  }

  /** @returns false where a batch of several has to be tried one by one */
  async #save(batch: readonly Waiting[]): Promise<boolean> {
    try {
      const recorded = await keepEvents(
        this.database,
        batch.map(({ event }) => event),
      );
      this.#recorded.inc(recorded);
      if (recorded > 0) this.rewriting.expectWork();
      for (const { done } of batch) done();
      return true;
    } catch (error) {
      if (batch.length > 1) return false;
      for (const { failed } of batch) failed(error);
      return true;
    }
  }
}
