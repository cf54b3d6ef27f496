import { type Logger, type OrdersClient, ProblemError, withinTrace } from '#libs/service-kit';
import type { CustomerRecord } from '../notification/customer-record.ts';
import type { LetterQueue } from '../notification/letter-queue.ts';
import type { NotificationWorkers } from '../notification/notification-workers.ts';
import type { Traces } from '../notification/traces.ts';

/** How often `orders` is asked, in milliseconds: whoever has signed up waits for the mail. */
const every = 500;

export interface CollectErrandsParts {
  readonly orders: Pick<OrdersClient, 'errands' | 'errandsTaken' | 'exportedCustomer' | 'exportPart'>;
  readonly letters: LetterQueue;
  readonly traces: Traces;
  readonly record: CustomerRecord;
  readonly workers: NotificationWorkers;
  readonly logger: Logger;
  readonly now: () => Date;
}

/**
 * Fetches from `orders` what is to be done beside telling of orders: mails about accounts, people to forget, and people who ask what is kept of them. It is safe here, or done, before it is
 * taken off the list there, so nothing is lost; and what is named twice is done once.
 */
export class CollectErrands {
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #reached = true;

  constructor(private readonly parts: CollectErrandsParts) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = undefined;
      });
    }, every);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    try {
      for (let more = true; more;) more = await this.#collect();
      this.#reached = true;
    } catch (error) {
      if (this.#reached)
        this.parts.logger.warn({ err: error }, 'orders cannot be asked for errands; trying again.');
      this.#reached = false;
    }
  }

  /** @returns whether there may be more */
  async #collect(): Promise<boolean> {
    const { orders, letters, traces, workers, now } = this.parts;
    const errands = await orders.errands();
    if (errands.letters.length + errands.erasures.length + errands.exports.length === 0) return false;
    if (errands.letters.length > 0) await letters.add(errands.letters, errands.traces);
    workers.expectWorkAt(now());
    for (const erasure of errands.erasures) await traces.erase(erasure);
    await orders.errandsTaken({
      letters: errands.letters,
      erasures: errands.erasures.map(({ erasure_id }) => erasure_id),
      exports: [],
    });
    for (const exportId of errands.exports)
      await withinTrace(errands.traces[exportId], () => this.#handIn(exportId));
    return true;
  }

  async #handIn(exportId: string): Promise<void> {
    const { orders, record } = this.parts;
    try {
      for (const part of await record.read(await orders.exportedCustomer(exportId)))
        await orders.exportPart(exportId, part);
    } catch (error) {
      // Whoever asked has given up waiting.
      if (error instanceof ProblemError && error.code === 'not_found') return;
      throw error;
    }
    await orders.errandsTaken({ letters: [], erasures: [], exports: [exportId] });
  }
}
