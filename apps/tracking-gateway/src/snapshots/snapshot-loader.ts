import { Injectable } from '@nestjs/common';
import type { OwnedSnapshot, SnapshotsRequest, Viewer } from '#libs/contracts';
import { OrdersClient } from '#libs/orders-client';
import { BatchLoader } from '../platform/index.ts';

/** Who asks for a snapshot. */
export interface Reader {
  readonly viewer: Viewer;
  /** Whose order it is to be; null for customers and guests, who may be of any restaurant. */
  readonly restaurantId: string | null;
}

/** Asks `orders` for snapshots. */
@Injectable()
export class SnapshotLoader {
  readonly #snapshots: BatchLoader<SnapshotsRequest['orders'][number], OwnedSnapshot | null>;

  constructor(orders: OrdersClient) {
    this.#snapshots = new BatchLoader((asked) => orders.snapshots([...asked]));
  }

  /**
   * The order as the reader sees it, read after this call; null where there is none.
   * @throws OrdersUnavailableError where it is worth asking again
   */
  load(orderId: string, { viewer, restaurantId }: Reader): Promise<OwnedSnapshot | null> {
    return this.#snapshots.load({ order_id: orderId, viewer, restaurant_id: restaurantId });
  }
}
