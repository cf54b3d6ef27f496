import { Inject, Injectable } from '@nestjs/common';
import type { KitchenTimes } from '#libs/estimate';
import { type DatabaseAnswerLostError, violates } from '#libs/postgres';
import type { Logger } from '#libs/service-kit';
import { ChangeType, Status } from '#libs/status-machine';
import { Database, LOGGER, type NewKey, settled } from '../../platform/index.ts';
import { OrderNumbers, type RestaurantRow } from '../../restaurants/index.ts';
import type { ChangeHeaders } from '../order/writing/change-request.ts';
import { type ChangeRecord, changeRecord } from '../order/writing/change-record.ts';
import { AfterCommit } from '../order/writing/after-commit.ts';
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
  unwrittenOrder,
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
  /** What was learned of how long such orders take. */
  readonly times: KitchenTimes;
  readonly key: NewKey | undefined;
}

/** A placing as it is about to be written: under another number where the first is in use. */
interface NumberedPlacing extends Placing {
  readonly write: FirstWrite;
}

/** An order as the next read would find it, with the first entry of its history. */
interface WrittenOrder {
  readonly order: StoredOrder;
  readonly first: ChangeRecord;
}

/** How often another number is taken where one is in use. */
const attempts = 100;

/** Writes new orders down: each with its number, its first entry of history and its event. */
@Injectable()
export class PlacementWriter {
  readonly #writes = new WrittenTogether<NumberedPlacing, WrittenOrder>({
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
    private readonly afterCommit: AfterCommit,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Writes an order, remembers it, and says so to the outbox.
   * @returns the order as the next read would find it
   * @throws ExternalIdTakenError
   * @throws what PostgreSQL said, a key that was used among it
   */
  async save(placing: Placing): Promise<StoredOrder> {
    const { order, first } = await this.#writes.write(await this.#numbered(placing));
    this.afterCommit.tell(first);
    this.recent.keep(order);
    return order;
  }

  async #numbered(placing: Placing): Promise<NumberedPlacing> {
    const { order, key } = placing;
    const numbered = { ...order, orderNumber: await this.numbers.next(order.restaurantId) };
    return { ...placing, write: { order: numbered, first: firstRecord(numbered, placing), key } };
  }

  async #together(placings: readonly NumberedPlacing[]): Promise<ReadonlyMap<string, WrittenOrder>> {
    const writes = placings.map(({ write }) => write);
    const written = await insertOrders(this.database, writes);
    return new Map(
      placings
        .filter(({ order }) => written.has(order.orderId))
        .map((placing) => [placing.order.orderId, writtenOrder(placing)]),
    );
  }

  #alone(placing: NumberedPlacing, lost?: DatabaseAnswerLostError): Promise<WrittenOrder> {
    const write = (): Promise<WrittenOrder> => this.#write(placing);
    const again = (): Promise<WrittenOrder> =>
      write().catch((error: unknown) => this.#placedBefore(placing, error));
    return settled(lost === undefined ? write : () => Promise.reject(lost), again);
  }

  /**
   * A number that is in use already was given before PostgreSQL lost what it had not yet on disk: the next
   * one is taken.
   */
  async #write(first: NumberedPlacing): Promise<WrittenOrder> {
    let placing = first;
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (await insertOrder(this.database, placing.write)) return writtenOrder(placing);
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
  async #placedBefore({ order, write: { first } }: NumberedPlacing, error: unknown): Promise<WrittenOrder> {
    const found = await readOrder(this.database, order.restaurantId, order.orderId);
    if (found === null) throw error;
    return { order: asOf(found.order, 1), first };
  }
}

const writtenOrder = ({ write: { first } }: NumberedPlacing): WrittenOrder => ({
  order: first.changed,
  first,
});

function firstRecord(
  order: NumberedOrder,
  { restaurant, headers: { caller, traceparent }, times }: Placing,
): ChangeRecord {
  const { placedAt, recordedAt, workMinutes, scheduledFor } = order;
  const change = {
    type: ChangeType.Placed,
    fromStatus: null,
    status: scheduledFor === null ? Status.Pending : Status.Scheduled,
    actor: actorOf(caller),
    occurredAt: placedAt,
    workMinutes,
  } as const;
  return changeRecord(unwrittenOrder(order, restaurant), change, {
    recordedAt,
    traceparent,
    times,
    piecesAhead: null,
  });
}
