import type { Order, OrderPage } from '#libs/contracts';
import { isFinal } from '#libs/order-model';

const DAY_MS = 24 * 3_600_000;

/** Where pages of orders come from; null where one could not be had now. */
export interface OrderPages {
  changedSince(time: string, cursor: string): Promise<OrderPage | null>;
}

/** The orders that ended within a day, page by page. */
export class FinishedReader {
  orders: readonly Order[] = [];
  hasFailed = false;
  isReading = false;
  readonly #since: string;
  /** Where the next page begins; null once there is none. */
  #cursor: string | null = '';
  #wantsAll = false;

  /** @param now in ms */
  constructor(
    private readonly pages: OrderPages,
    now: number,
    private readonly onChange: () => void,
  ) {
    this.#since = new Date(now - DAY_MS).toISOString();
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  /** Reads on until there is something new to see, or nothing more. */
  async more(): Promise<void> {
    const before = this.orders.length;
    await this.#read(() => this.#wantsAll || this.orders.length === before);
  }

  /** All of them, as whoever looks for one needs them. */
  async all(): Promise<void> {
    this.#wantsAll = true;
    await this.#read(() => true);
  }

  async #read(wantsMore: () => boolean): Promise<void> {
    if (this.isReading || !this.hasMore) return;
    [this.isReading, this.hasFailed] = [true, false];
    for (let goesOn = true; goesOn && wantsMore();) goesOn = await this.#readPage();
    this.isReading = false;
    this.onChange();
  }

  /** @returns whether another one can be read */
  async #readPage(): Promise<boolean> {
    const page = await this.pages.changedSince(this.#since, this.#cursor ?? '');
    this.hasFailed = page === null;
    if (page) {
      this.orders = [...this.orders, ...page.orders.filter(({ status }) => isFinal(status))];
      this.#cursor = page.next_cursor;
    }
    this.onChange();
    return page !== null && page.next_cursor !== null;
  }
}
