import type { OwnedSnapshot, Viewer } from '#libs/contracts';
import type { OrdersClient } from '#libs/service-kit';
import { Desk } from './desk.ts';

/** Asks `orders` for snapshots. */
export class SnapshotDesk {
  readonly #desk: Desk<
    { readonly order_id: string; readonly viewer: Viewer; readonly within: string | null },
    OwnedSnapshot | null
  >;

  constructor(orders: OrdersClient) {
    this.#desk = new Desk((questions) => orders.snapshots([...questions]));
  }

  /**
   * The order as the viewer sees it, read after this call; null where there is none.
   * @param within whose order it is to be; null for customers and guests, who may be of any restaurant
   * @throws OrdersUnavailableError where it is worth asking again
   */
  read(orderId: string, viewer: Viewer, within: string | null): Promise<OwnedSnapshot | null> {
    return this.#desk.ask({ order_id: orderId, viewer, within });
  }
}
