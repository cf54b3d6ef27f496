import type { BoardOrder, OrderEvent, Snapshot } from '#libs/contracts';
import type { OrdersClient } from '#libs/service-kit';
import type { SnapshotDesk } from '../orders-desk/snapshot-desk.ts';
import { askAgain } from './ask-again.ts';

type Place = Pick<OrderEvent['data'], 'order_id' | 'restaurant_id'>;

/** What an event alone does not say, read from `orders` within the walls of the event's restaurant; null where there is none, or `orders` stays away for too long. */
export class MissingParts {
  readonly #stopped = new AbortController();

  constructor(
    private readonly orders: OrdersClient,
    private readonly desk: SnapshotDesk,
  ) {}

  boardOrder({ order_id, restaurant_id }: Place): Promise<BoardOrder | null> {
    return askAgain(() => this.orders.boardOrder(order_id, restaurant_id), this.#stopped.signal);
  }

  async snapshot({ order_id, restaurant_id }: Place): Promise<Snapshot | null> {
    const order = await askAgain(
      () => this.desk.read(order_id, { kind: 'customer' }, restaurant_id),
      this.#stopped.signal,
    );
    return order?.snapshot ?? null;
  }

  onApplicationShutdown(): void {
    this.#stopped.abort();
  }
}
