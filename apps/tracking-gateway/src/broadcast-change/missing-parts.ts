import type { BoardOrder, Snapshot } from '#libs/contracts';
import type { OrdersClient } from '#libs/service-kit';
import type { SnapshotDesk } from '../orders-desk/snapshot-desk.ts';
import { askAgain } from './ask-again.ts';

/** What an event alone does not say, read from `orders`; null where there is none, or `orders` stays away for too long. */
export class MissingParts {
  readonly #stopped = new AbortController();

  constructor(
    private readonly orders: OrdersClient,
    private readonly desk: SnapshotDesk,
  ) {}

  boardOrder(orderId: string): Promise<BoardOrder | null> {
    return askAgain(() => this.orders.boardOrder(orderId), this.#stopped.signal);
  }

  async snapshot(orderId: string): Promise<Snapshot | null> {
    const order = await askAgain(() => this.desk.read(orderId, { kind: 'customer' }), this.#stopped.signal);
    return order?.snapshot ?? null;
  }

  onApplicationShutdown(): void {
    this.#stopped.abort();
  }
}
