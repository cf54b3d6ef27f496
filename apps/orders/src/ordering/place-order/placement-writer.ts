import { Inject, Injectable } from '@nestjs/common';
import { type DatabaseAnswerLostError, violates } from '#libs/postgres';
import type { Logger } from '#libs/service-kit';
import { ChangeType, Status } from '#libs/status-machine';
import { Database, LOGGER, type NewKey, settled } from '../../platform/index.ts';
import { OutboxWakeUp } from '../../outbox/index.ts';
import { OrderNumbers, type RestaurantRow } from '../../restaurants/index.ts';
import type { ChangeHeaders } from '../order/writing/change-request.ts';
import { type ChangeRecord, changeRecord } from '../order/writing/change-record.ts';
import { readyWindow } from '#libs/estimate';
import { chainStart } from '../order/model/history-hash.ts';
import { actorOf } from '../order/writing/order-change.ts';
import { readOrder } from '../order/reading/order-reader.ts';
import { orderNumbers } from '../order/model/order-row.ts';
import { RecentOrders } from '../order/writing/recent-orders.ts';
import { asOf, type StoredOrder } from '../order/model/stored-order.ts';
import { WrittenTogether } from '../order/writing/written-together.ts';
import {
  type FirstWrite,
  insertOrder,
  insertOrders,
  type NumberedOrder,
  placedOrder,
} from './insert-order.ts';
import type { NewOrder } from './new-order.ts';

/** Thrown where another order has the external_id to itself. */
export class ExternalIdTakenError extends Error {
  override readonly name = 'ExternalIdTakenError';
}

/** An order that is to be placed where, as whom and how often asked for. */
interface Placing {
  readonly order: NewOrder;
  readonly restaurant: RestaurantRow;
  readonly headers: ChangeHeaders;
  readonly key: NewKey | undefined;
}

/** A placing as it is about to be written: under another number where the first is in use. */
interface NumberedPlacing extends Placing {
  readonly write: FirstWrite;
}

/** How often another number is taken where one is in use. */
const attempts = 100;

/** Writes new orders down: each with its number, its first entry of history and its event. */
@Injectable()
export class PlacementWriter {
  readonly #writes = new WrittenTogether<NumberedPlacing, StoredOrder>({
    orderIdOf: ({ order }) => order.orderId,
    together: (placings) => this.#together(placings),
    alone: (placing, lost) => this.#alone(placing, lost),
    onFault: (error) => {
      this.logger.warn({ err: error }, 'orders cannot be placed together, and go one by one');
    },
  });

  constructor(
    private readonly database: Database,
    private readonly numbers: OrderNumbers,
    private readonly recent: RecentOrders,
    private readonly wakeUp: OutboxWakeUp,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Writes an order, remembers it, and says so to the outbox.
   * @returns the order as the next read would find it
   * @throws ExternalIdTakenError
   * @throws what PostgreSQL said, a key that was used among it
   */
  async save(placing: Placing): Promise<StoredOrder> {
    const placed = await this.#writes.write(await this.#numbered(placing));
    const { orderId, version, status } = placed;
    const { traceparent } = placing.headers;
    this.wakeUp.afterCommit({ orderId, version, type: ChangeType.Placed, status, traceparent });
    this.recent.keep(placed);
    return placed;
  }

  async #numbered(placing: Placing): Promise<NumberedPlacing> {
    const { order, headers, key } = placing;
    const numbered = { ...order, orderNumber: await this.numbers.next(order.restaurantId) };
    return { ...placing, write: { order: numbered, first: firstRecord(numbered, headers), key } };
  }

  async #together(placings: readonly NumberedPlacing[]): Promise<ReadonlyMap<string, StoredOrder>> {
    const writes = placings.map(({ write }) => write);
    const written = await insertOrders(this.database, writes);
    return new Map(
      placings
        .filter(({ order }) => written.has(order.orderId))
        .map((placing) => [placing.order.orderId, storedOrder(placing)]),
    );
  }

  #alone(placing: NumberedPlacing, lost?: DatabaseAnswerLostError): Promise<StoredOrder> {
    const write = (): Promise<StoredOrder> => this.#write(placing);
    const again = (): Promise<StoredOrder> =>
      write().catch((error: unknown) => this.#placedBefore(placing.order, error));
    return settled(lost === undefined ? write : () => Promise.reject(lost), again);
  }

  /**
   * A number that is in use already was given before PostgreSQL lost what it had not yet on disk: the next
   * one is taken.
   */
  async #write(first: NumberedPlacing): Promise<StoredOrder> {
    let placing = first;
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (await insertOrder(this.database, placing.write)) return storedOrder(placing);
        throw new ExternalIdTakenError();
      } catch (error) {
        if (attempt === attempts || !violates(error, orderNumbers)) throw error;
        placing = await this.#numbered(placing);
      }
    }
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

const storedOrder = ({ write: { order, first }, restaurant }: NumberedPlacing): StoredOrder =>
  placedOrder(order, first, restaurant);

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
