import type { Logger, OrdersClient } from '#libs/service-kit';
import type { LetterQueue } from '../notification/letter-queue.ts';
import type { NotificationWorkers } from '../notification/notification-workers.ts';

/** How often `orders` is asked, in milliseconds: whoever has signed up waits for the mail. */
const every = 500;

export interface CollectLettersParts {
  readonly orders: Pick<OrdersClient, 'errands' | 'errandsTaken'>;
  readonly letters: LetterQueue;
  readonly workers: NotificationWorkers;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Fetches from `orders` which mails about accounts are wanted. They are noted down here before they are taken off the list there, so none is lost; and one that is named twice is one. */
export class CollectLetters {
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #reached = true;

  constructor(private readonly parts: CollectLettersParts) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#looking ??= this.#look().finally(() => { this.#looking = undefined; });
    }, every);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    try {
      for (let more = true; more; ) more = await this.#collect();
      this.#reached = true;
    } catch (error) {
      if (this.#reached) this.parts.logger.warn({ err: error }, 'orders cannot be asked for mails about accounts; trying again.');
      this.#reached = false;
    }
  }

  /** @returns whether there may be more */
  async #collect(): Promise<boolean> {
    const { orders, letters, workers, now } = this.parts;
    const errands = await orders.errands();
    if (errands.letters.length === 0) return false;
    await letters.add(errands.letters);
    workers.expectWorkAt(now());
    await orders.errandsTaken(errands);
    return true;
  }
}
