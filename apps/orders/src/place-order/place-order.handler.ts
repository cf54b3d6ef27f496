import { Inject, Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { Account, Order, PlaceOrder } from '#libs/contracts';
import {
  DatabaseAnswerLostError,
  invalidRequest,
  isDatabaseUnavailable,
  ProblemError,
} from '#libs/service-kit';
import { Role, Status } from '#libs/status-machine';
import { Database } from '../database/database.ts';
import { settled } from '../database/settled.ts';
import { storedKey } from '../idempotency/request-key.ts';
import type { ChangeHeaders } from '../order/change-context.decorator.ts';
import { CLOCK, type Clock } from '../order/clock.ts';
import { readContacts } from '../order/contacts.ts';
import { newEntry } from '../order/entry.ts';
import { readyWindow, workMinutes } from '../order/estimate.ts';
import { chainStart } from '../order/history-hash.ts';
import { readKey, readOrder } from '../order/order-reader.ts';
import { forgetExpiredKey, isKeyTaken, type NewKey, violates } from '../order/order-writer.ts';
import { judgeRepeat } from '../order/order-problems.ts';
import { PresentOrder } from '../order/present-order.ts';
import { actorOf } from '../order/status-move.ts';
import { asOf } from '../order/stored-order.ts';
import { OutboxSignal } from '../outbox/outbox-signal.ts';
import { type PlacingRestaurant, readRestaurant } from '../restaurant/read-restaurant.ts';
import { insertOrder, type NewOrder } from './insert-order.ts';

export interface Placed {
  readonly order: Order;
  readonly replayed: boolean;
}

/** How often a request that lost to its twin is looked at again. */
const attempts = 5;

const placers: readonly Role[] = [Role.Admin, Role.Manager, Role.Cashier, Role.Device, Role.Customer];

/** Takes a new order in: number, estimate, history and event in one statement. */
@Injectable()
export class PlaceOrderHandler {
  constructor(
    private readonly database: Database,
    private readonly present: PresentOrder,
    private readonly signal: OutboxSignal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 400, 403, 409 `external_id_taken` (with the `order_id`) or 422 */
  async handle(body: PlaceOrder, headers: ChangeHeaders): Promise<Placed> {
    const restaurantId = placingAt(body, headers.caller);
    const key = headers.key && storedKey(headers.key, body);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const placed =
        (await this.#repeated(key, headers.caller)) ?? (await this.#place(restaurantId, body, headers, key));
      if (placed !== null) return placed;
    }
    throw new ProblemError(
      'request_in_progress',
      'A request with this key is being worked on; try again.',
      {},
      1,
    );
  }

  async #repeated(key: NewKey | undefined, caller: Account): Promise<Placed | null> {
    const record = key && (await readKey(this.database, key));
    if (!record) return null;
    judgeRepeat(record, key);
    return {
      order: await this.#read(record.restaurantId, record.orderId, caller, record.version),
      replayed: true,
    };
  }

  /** @returns null where a twin with the same key was first */
  async #place(
    restaurantId: string,
    body: PlaceOrder,
    headers: ChangeHeaders,
    key: NewKey | undefined,
  ): Promise<Placed | null> {
    const restaurant = await readRestaurant(this.database, restaurantId);
    if (restaurant === null)
      throw invalidRequest([{ path: ['restaurant_id'], message: 'no restaurant has it' }]);
    const order = newOrder(restaurant, body, headers.caller, this.clock());
    const insert = (): Promise<void> => this.#insert(order, restaurant, body, headers, key);
    try {
      await settled(insert, () => insert().catch((error: unknown) => this.#unlessPlaced(order, error)));
    } catch (error) {
      return this.#lost(error, restaurantId, body, headers, key);
    }
    this.signal.committed({
      orderId: order.orderId,
      version: 1,
      type: 'placed',
      status: Status.Pending,
      traceparent: headers.traceparent,
    });
    return {
      order: await this.#read(restaurantId, order.orderId, headers.caller).catch(lostWithTheAnswer),
      replayed: false,
    };
  }

  /** Of an order whose first answer was lost: a second one could not be written since the first one was. */
  async #unlessPlaced({ restaurantId, orderId }: NewOrder, error: unknown): Promise<void> {
    if ((await readOrder(this.database, restaurantId, orderId)) === null) throw error;
  }

  async #insert(
    order: NewOrder,
    restaurant: PlacingRestaurant,
    body: PlaceOrder,
    headers: ChangeHeaders,
    key: NewKey | undefined,
  ): Promise<void> {
    await this.database.transactionOf(order.restaurantId, async (manager) => {
      const orderNumber = await restaurant.nextNumber(manager);
      const { orderId, restaurantId, placedAt, work } = order;
      const change = {
        type: 'placed',
        fromStatus: null,
        status: Status.Pending,
        actor: actorOf(headers.caller),
        occurredAt: placedAt,
        window: readyWindow(Status.Pending, placedAt, work),
        workMinutes: work,
      } as const;
      const identity = { orderId, restaurantId, orderNumber, fulfilment: body.fulfilment };
      const first = newEntry(
        identity,
        { version: 0, hash: chainStart },
        change,
        placedAt,
        headers.traceparent,
      );
      await insertOrder(manager, { ...order, orderNumber }, first, body, key);
    });
  }

  /** Two requests with one key and one external_id: the second is a repeat, not a clash. */
  async #lost(
    error: unknown,
    restaurantId: string,
    body: PlaceOrder,
    { caller }: ChangeHeaders,
    key: NewKey | undefined,
  ): Promise<null> {
    if (violates(error, 'orders_customer_id_fkey'))
      throw new ProblemError('forbidden', 'Customers have an account here: sign up first.');
    const clash = violates(error, 'orders_restaurant_id_external_id_key');
    if (clash && (key === undefined || (await readKey(this.database, key)) === null))
      throw await this.#externalIdTaken(restaurantId, body, caller);
    if (!clash && (key === undefined || !isKeyTaken(error))) throw error;
    if (key !== undefined) await forgetExpiredKey(this.database, key);
    return null;
  }

  async #externalIdTaken(restaurantId: string, body: PlaceOrder, caller: Account): Promise<ProblemError> {
    const statement = {
      name: 'order_by_external_id',
      text: 'SELECT order_id FROM passline.orders WHERE external_id = $1',
      values: [body.external_id],
    };
    const [row] = await this.database.ofRestaurant<{ order_id: string }>(restaurantId, statement);
    const mayKnow = caller.kind !== 'customer';
    return new ProblemError(
      'external_id_taken',
      `Another order has the external_id "${body.external_id ?? ''}".`,
      mayKnow && row ? row : {},
    );
  }

  async #read(restaurantId: string, orderId: string, caller: Account, version?: number): Promise<Order> {
    const found = await readOrder(this.database, restaurantId, orderId);
    if (found === null) throw new Error(`order ${orderId} was placed and cannot be read`);
    const contactOf = await readContacts(this.database, restaurantId, [orderId]);
    return this.present.for(
      caller,
      version === undefined ? found.order : asOf(found.order, version),
      contactOf(orderId),
    );
  }
}

/** The order is placed: a database that is gone now takes no more than the answer with it. */
function lostWithTheAnswer(error: unknown): never {
  throw isDatabaseUnavailable(error) ? new DatabaseAnswerLostError(error) : error;
}

function placingAt(body: PlaceOrder, caller: Account): string {
  if (!placers.includes(caller.role))
    throw new ProblemError('forbidden', `The role "${caller.role}" does not place orders.`);
  const restaurantId =
    caller.kind === 'customer' ? (body.restaurant_id ?? caller.restaurant_id) : caller.restaurant_id;
  if (restaurantId === null)
    throw invalidRequest([{ path: ['restaurant_id'], message: 'say at which restaurant' }]);
  return restaurantId;
}

function newOrder(restaurant: PlacingRestaurant, body: PlaceOrder, caller: Account, now: number): NewOrder {
  const pieces = body.items.reduce((sum, item) => sum + item.quantity, 0);
  const total = body.items.reduce((sum, item) => sum + item.quantity * item.unit_price, 0);
  return {
    orderId: newId(),
    restaurantId: restaurant.restaurantId,
    customerId: caller.kind === 'customer' ? caller.id : null,
    currency: body.currency ?? restaurant.currency,
    total,
    work: workMinutes(restaurant.basePreparationMinutes, pieces),
    placedAt: now,
  };
}
