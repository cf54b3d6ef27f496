import { Registry } from 'prom-client';
import type { RecordedEvent } from '#libs/contracts';
import type { OrdersClient } from '#libs/orders-client';
import type { Database } from '../database/index.ts';
import { Kitchens, KnownRestaurants, LearnTimesHandler } from '../learn-times/index.ts';
import { writeEvents } from '../record-stages/index.ts';
import { BackfillProgress } from './backfill-progress.ts';

/** Where the history of all orders is, and who is told what was learned from it. */
export interface BackfillSource extends Pick<OrdersClient, 'restaurants' | 'putLearnedTimes'> {
  /** The events of the next orders, by their ids; `last` is null where there are none. */
  eventsAfter(orderId: string): Promise<{
    readonly orders: number;
    readonly last: string | null;
    readonly events: readonly RecordedEvent[];
  }>;
}

export interface BackfillOptions {
  /** Hears how many orders have been read, those of a run before that was broken off too. */
  readonly onProgress?: (orders: number) => void;
  /** Breaks it off after the bite in hand; the next run goes on from there. */
  readonly signal?: AbortSignal;
}

export interface BackfillSum {
  readonly orders: number;
  /** Events that were not known before. */
  readonly recorded: number;
  /** Kitchens that were learned of. */
  readonly learned: number;
  readonly isComplete: boolean;
}

/**
 * Reads the history of all orders in bites and writes down what was not heard of it, then learns from it. Run
 * again, it changes nothing; beside a running insights it does no harm.
 */
export async function backfill(
  database: Database,
  source: BackfillSource,
  { onProgress, signal }: BackfillOptions = {},
): Promise<BackfillSum> {
  const progress = new BackfillProgress(database);
  let { lastOrderId, orders } = await progress.read();
  let recorded = 0;
  while (signal?.aborted !== true) {
    const bite = await source.eventsAfter(lastOrderId);
    if (bite.last === null) {
      await progress.finished();
      return { orders, recorded, learned: await learnAll(database, source), isComplete: true };
    }
    if (bite.events.length > 0) recorded += await writeEvents(database, bite.events);
    [lastOrderId, orders] = [bite.last, orders + bite.orders];
    await progress.keep({ lastOrderId, orders });
    onProgress?.(orders);
  }
  return { orders, recorded, learned: 0, isComplete: false };
}

/** What a running insights has in hand is learned there. */
async function learnAll(database: Database, source: BackfillSource): Promise<number> {
  const kitchens = new Kitchens(database);
  const restaurants = new KnownRestaurants(source, database);
  const handler = new LearnTimesHandler(database, restaurants, kitchens, source, new Registry());
  let learned = 0;
  for (let taken = await kitchens.take(); taken.length > 0; taken = await kitchens.take()) {
    for (const kitchen of taken) await handler.handle(kitchen);
    learned += taken.length;
  }
  return learned;
}
