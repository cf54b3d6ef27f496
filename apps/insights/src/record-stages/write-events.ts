import type { RecordedEvent } from '#libs/contracts';
import type { Logger } from '#libs/service-kit';
import type { Database } from '../database/index.ts';
import { keepEvents } from './keep-events.ts';
import { StaleOrders } from './stale-orders.ts';

/**
 * Keeps events and works out what their orders come to, for whoever waits for it.
 * @returns how many were not known before
 */
export async function writeEvents(
  database: Pick<Database, 'asRole' | 'transactionAs'>,
  events: readonly RecordedEvent[],
  logger: Pick<Logger, 'error'> = silent,
): Promise<number> {
  const recorded = await keepEvents(database, events);
  const stale = new StaleOrders(database, logger);
  while ((await stale.rewriteSome()).orders > 0);
  return recorded;
}

const silent = { error: (): void => undefined };
