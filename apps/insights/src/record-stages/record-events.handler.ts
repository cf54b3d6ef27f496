import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import type { OrderEvent } from '#libs/contracts';
import { Database } from '../database/index.ts';
import { keepEvents } from './keep-events.ts';
import { recordedEventOf } from './recorded-event-of.ts';
import { RewriteWorker } from './rewrite-worker.ts';

/** Writes down each event once, those that come together in one transaction. */
@Injectable()
export class RecordEventsHandler {
  readonly #recorded: Counter;

  constructor(
    private readonly database: Database,
    private readonly rewriting: RewriteWorker,
    registry: Registry,
  ) {
    const help = 'Order events that insights has written down, repeats left out';
    this.#recorded = new Counter({ name: 'passline_insights_events_total', help, registers: [registry] });
  }

  /** @throws what the database says, so that the events come again */
  async handle(events: readonly OrderEvent[]): Promise<void> {
    const recorded = await keepEvents(this.database, events.map(recordedEventOf));
    this.#recorded.inc(recorded);
    if (recorded > 0) this.rewriting.expectWork();
  }
}
