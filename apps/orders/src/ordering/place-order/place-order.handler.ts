import { Inject, Injectable } from '@nestjs/common';
import type { Account, Order, PlacedOrder, PlaceOrder } from '#libs/contracts';
import { violates } from '#libs/postgres';
import { invalidRequest, ProblemError } from '#libs/service-kit';
import {
  type Clock,
  CLOCK,
  Database,
  forgetExpiredKey,
  isKeyTaken,
  type KeyRecord,
  type NewKey,
  readKey,
  storedKey,
} from '../../platform/index.ts';
import { findExternalId } from '../order/reading/external-ids.ts';
import type { ChangeHeaders } from '../order/writing/change-request.ts';
import { readContacts } from '../order/reading/contacts.ts';
import { readOrder } from '../order/reading/order-reader.ts';
import { externalIdTaken, judgeRepeat } from '../order/model/order-problems.ts';
import { openExternalIds } from '../order/model/order-row.ts';
import { PresentOrder } from '../order/reading/present-order.ts';
import { asOf } from '../order/model/stored-order.ts';
import { RestaurantLookup } from '../../restaurants/index.ts';
import { type NewOrder, readNewOrder, restaurantFor } from './new-order.ts';
import { ExternalIdTakenError, PlacementWriter } from './placement-writer.ts';
import { refuseWhilePaused } from './refuse-while-paused.ts';
import type { SentOrder } from './sent-order.decorator.ts';

export interface Placed {
  readonly order: PlacedOrder;
  readonly replayed: boolean;
}

/** How often a request that lost to its twin is looked at again. */
const attempts = 5;

/** Takes a new order in: with its first row of history and its event, under a number of its own. */
@Injectable()
export class PlaceOrderHandler {
  constructor(
    private readonly database: Database,
    private readonly restaurants: RestaurantLookup,
    private readonly writer: PlacementWriter,
    private readonly present: PresentOrder,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 400, 403, 409 `restaurant_paused`, 409 `external_id_taken` (with the
   * `order_id`) or 422 */
  async handle(body: PlaceOrder, sent: SentOrder, headers: ChangeHeaders): Promise<Placed> {
    const restaurantId = restaurantFor(body, headers.caller);
    const key = headers.key && storedKey(headers.key, body);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const placed = await this.#place(restaurantId, body, sent, headers, key).catch((refusal: unknown) =>
        this.#unlessRepeated(refusal, key, headers.caller),
      );
      if (placed !== null) return placed;
    }
    throw new ProblemError(
      'request_in_progress',
      'A request with this key is being worked on; try again.',
      {},
      1,
    );
  }

  /**
   * A key may have been used at another restaurant, where it was not looked for: a repeat is answered as one,
   * whatever else is wrong with it.
   */
  async #unlessRepeated(refusal: unknown, key: NewKey | undefined, caller: Account): Promise<Placed> {
    const record = key && refusal instanceof ProblemError ? await readKey(this.database, key) : null;
    if (!record || key === undefined) throw refusal;
    return this.#repeated(record, key, caller);
  }

  /** @throws ProblemError 422 where the key came with another body */
  async #repeated(record: KeyRecord, key: NewKey, caller: Account): Promise<Placed> {
    judgeRepeat(record, key);
    const { restaurantId, orderId, version } = record;
    return { order: await this.#read(restaurantId, orderId, caller, version), replayed: true };
  }

  /** @returns null where a twin with the same key was first */
  async #place(
    restaurantId: string,
    body: PlaceOrder,
    sent: SentOrder,
    headers: ChangeHeaders,
    key: NewKey | undefined,
  ): Promise<Placed | null> {
    const { restaurant, keyRecord, times, kitchenLoad } = await this.restaurants.forPlacing(
      restaurantId,
      key,
    );
    if (keyRecord !== null && key !== undefined) return this.#repeated(keyRecord, key, headers.caller);
    if (restaurant === null)
      throw invalidRequest([{ path: ['restaurant_id'], message: 'no restaurant has it' }]);
    const now = this.clock();
    refuseWhilePaused(restaurant, headers.caller, now);
    const { order, warnings } = readNewOrder(restaurant, body, sent, headers.caller, now);
    try {
      const placed = await this.writer.save({
        order: { ...order, kitchenLoad },
        restaurant,
        headers,
        times: times[order.fulfilment] ?? {},
        key,
      });
      const contact = { customer: order.contact, address: order.address };
      const answer = this.present.for(headers.caller, placed, contact);
      return {
        order: warnings.length === 0 ? answer : { ...answer, warnings: [...warnings] },
        replayed: false,
      };
    } catch (error) {
      return this.#lost(error, order, headers, key);
    }
  }

  /**
   * Two requests with one key and one external_id: the second is a repeat, not a clash.
   * @returns null where it is to be tried again
   */
  async #lost(
    error: unknown,
    order: NewOrder,
    { caller }: ChangeHeaders,
    key: NewKey | undefined,
  ): Promise<Placed | null> {
    if (violates(error, 'orders_customer_id_fkey'))
      throw new ProblemError('forbidden', 'Customers have an account here: sign up first.');
    const clash = error instanceof ExternalIdTakenError || violates(error, openExternalIds);
    if (!clash && !isKeyTaken(error)) throw error;
    const record = key ? await readKey(this.database, key) : null;
    if (record && key) return this.#repeated(record, key, caller);
    if (clash) throw await this.#externalIdTaken(order, caller);
    if (key) await forgetExpiredKey(this.database, key);
    return null;
  }

  async #externalIdTaken(
    { restaurantId, externalId, recordedAt }: NewOrder,
    caller: Account,
  ): Promise<ProblemError> {
    const holder =
      externalId === null || caller.kind === 'customer'
        ? null
        : await findExternalId(this.database, restaurantId, externalId, recordedAt);
    return externalIdTaken(externalId, holder ?? undefined);
  }

  /** @param version as of which it is answered */
  async #read(restaurantId: string, orderId: string, caller: Account, version: number): Promise<Order> {
    const found = await readOrder(this.database, restaurantId, orderId);
    if (found === null) throw new Error(`order ${orderId} was placed and cannot be read`);
    const contactOf = await readContacts(this.database, restaurantId, [orderId]);
    return this.present.for(caller, asOf(found.order, version), contactOf(orderId));
  }
}
