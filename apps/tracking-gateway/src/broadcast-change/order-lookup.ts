import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { BoardOrder, OrderEvent, Snapshot } from '#libs/contracts';
import { OrdersClient } from '#libs/orders-client';
import { SnapshotLoader } from '../snapshots/index.ts';
import { askAgain } from './ask-again.ts';

type Place = Pick<OrderEvent['data'], 'order_id' | 'restaurant_id'>;

/**
 * What an event alone does not say, read from `orders` as an order of the event's restaurant; null where
 * there is none, or `orders` stays away for too long.
 */
@Injectable()
export class OrderLookup implements OnApplicationShutdown {
  readonly #stopped = new AbortController();

  constructor(
    private readonly orders: OrdersClient,
    private readonly snapshots: SnapshotLoader,
  ) {}

  boardOrder({ order_id, restaurant_id }: Place): Promise<BoardOrder | null> {
    return askAgain(() => this.orders.boardOrder(order_id, restaurant_id), this.#stopped.signal);
  }

  async snapshot({ order_id, restaurant_id }: Place): Promise<Snapshot | null> {
    const order = await askAgain(
      () => this.snapshots.load(order_id, { viewer: { kind: 'customer' }, restaurantId: restaurant_id }),
      this.#stopped.signal,
    );
    return order?.snapshot ?? null;
  }

  onApplicationShutdown(): void {
    this.#stopped.abort();
  }
}
