import { Injectable } from '@nestjs/common';
import { violates } from '#libs/postgres';
import { ChangeType, Status } from '#libs/status-machine';
import { Database, type NewKey, settled } from '../../platform/index.ts';
import { OutboxWakeUp } from '../../outbox/index.ts';
import { OrderNumbers, type RestaurantRow } from '../../restaurants/index.ts';
import type { ChangeHeaders } from '../order/writing/change-request.ts';
import { type ChangeRecord, changeRecord } from '../order/writing/change-record.ts';
import { readyWindow } from '../order/model/estimate.ts';
import { chainStart } from '../order/model/history-hash.ts';
import { actorOf } from '../order/writing/order-change.ts';
import { readOrder } from '../order/reading/order-reader.ts';
import { orderNumbers } from '../order/model/order-row.ts';
import { RecentOrders } from '../order/writing/recent-orders.ts';
import { asOf, type StoredOrder } from '../order/model/stored-order.ts';
import { insertOrder, type NumberedOrder, placedOrder } from './insert-order.ts';
import type { NewOrder } from './new-order.ts';

/** Thrown where another order has the external_id to itself. */
export class ExternalIdTakenError extends Error {
  override readonly name = 'ExternalIdTakenError';
}

/** An order that is to be placed where, as whom and how often asked for. */
type Placing = readonly [
  order: NewOrder,
  restaurant: RestaurantRow,
  headers: ChangeHeaders,
  key: NewKey | undefined,
];

/** How often another number is taken where one is in use. */
const attempts = 100;

/** Writes new orders down: each with its number, its first entry of history and its event. */
@Injectable()
export class PlacementWriter {
  constructor(
    private readonly database: Database,
    private readonly numbers: OrderNumbers,
    private readonly recent: RecentOrders,
    private readonly wakeUp: OutboxWakeUp,
  ) {}

  /**
   * Writes an order, remembers it, and says so to the outbox.
   * @returns the order as the next read would find it
   * @throws ExternalIdTakenError
   * @throws what PostgreSQL said, a key that was used among it
   */
  async save(...placing: Placing): Promise<StoredOrder> {
    const [order, , { traceparent }] = placing;
    const write = (): Promise<StoredOrder> => this.#write(...placing);
    const placed = await settled(write, () =>
      write().catch((error: unknown) => this.#placedBefore(order, error)),
    );
    const { orderId, version, status } = placed;
    this.wakeUp.afterCommit({ orderId, version, type: ChangeType.Placed, status, traceparent });
    this.recent.keep(placed);
    return placed;
  }

  /**
   * Under a number of its own each time. One that is in use already was given before PostgreSQL lost what it
   * had not yet on disk: the next one is taken.
   */
  async #write(...placing: Placing): Promise<StoredOrder> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#writeOnce(...placing);
      } catch (error) {
        if (attempt === attempts || !violates(error, orderNumbers)) throw error;
      }
    }
  }

  async #writeOnce(...[order, restaurant, headers, key]: Placing): Promise<StoredOrder> {
    const numbered = { ...order, orderNumber: await this.numbers.next(order.restaurantId) };
    const first = firstRecord(numbered, headers);
    if (!(await insertOrder(this.database, numbered, first, key))) throw new ExternalIdTakenError();
    return placedOrder(numbered, first, restaurant);
  }

  /**
   * Where the answer to the first try was lost, the second one fails as the first was done: then the order is
   * there, under the number of the first.
   */
  async #placedBefore({ restaurantId, orderId }: NewOrder, error: unknown): Promise<StoredOrder> {
    const found = await readOrder(this.database, restaurantId, orderId);
    if (found === null) throw error;
    return asOf(found.order, 1);
  }
}

function firstRecord(order: NumberedOrder, { caller, traceparent }: ChangeHeaders): ChangeRecord {
  const { placedAt, recordedAt, workMinutes } = order;
  const change = {
    type: ChangeType.Placed,
    fromStatus: null,
    status: Status.Pending,
    actor: actorOf(caller),
    occurredAt: placedAt,
    window: readyWindow(Status.Pending, placedAt, workMinutes),
    workMinutes,
  } as const;
  return changeRecord(order, { version: 0, hash: chainStart }, change, recordedAt, traceparent);
}
