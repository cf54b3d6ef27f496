import type { OwnedSnapshot, Viewer } from '#libs/contracts';
import type { OrdersClient } from '#libs/service-kit';

interface Ask {
  readonly order_id: string;
  readonly viewer: Viewer;
  readonly resolve: (answer: OwnedSnapshot | null) => void;
  readonly reject: (reason: unknown) => void;
}

/** What one call to `orders` may ask for. */
const batchSize = 500;
/** How long the first of a batch waits for others, in milliseconds. */
const windowMs = 2;
/** While so many calls are under way, what comes in gathers into the next. */
const callsAtOnce = 2;

/** Asks `orders` for snapshots, many at a time: a thousand screens that come back at once make a few calls. */
export class SnapshotDesk {
  #waiting: Ask[] = [];
  #calls = 0;
  #window: NodeJS.Timeout | undefined;

  constructor(private readonly orders: OrdersClient) {}

  /**
   * The order as the viewer sees it, read after this call; null where there is none.
   * @throws OrdersUnavailableError where it is worth asking again
   */
  read(orderId: string, viewer: Viewer): Promise<OwnedSnapshot | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ order_id: orderId, viewer, resolve, reject });
      this.#openWindow();
    });
  }

  #openWindow(): void {
    if (this.#window !== undefined || this.#calls >= callsAtOnce || this.#waiting.length === 0) return;
    this.#window = setTimeout(() => {
      this.#window = undefined;
      void this.#call(this.#waiting.splice(0, batchSize));
    }, windowMs);
  }

  async #call(batch: readonly Ask[]): Promise<void> {
    this.#calls++;
    this.#openWindow();
    try {
      const answers = await this.orders.snapshots(batch.map(({ order_id, viewer }) => ({ order_id, viewer })));
      batch.forEach((ask, index) => { ask.resolve(answers[index] ?? null); });
    } catch (error) {
      for (const ask of batch) ask.reject(error);
    }
    this.#calls--;
    this.#openWindow();
  }
}
