import { Injectable } from '@nestjs/common';
import type { Caller, Order, Snapshot } from '#libs/contracts';
import { Database } from '../../platform/index.ts';
import { readContacts } from '../order/reading/contacts.ts';
import { OrderAccess } from '../order/reading/order-access.ts';
import { orderNotFound } from '../order/model/order-problems.ts';
import { readOrder } from '../order/reading/order-reader.ts';
import { PresentOrder } from '../order/reading/present-order.ts';
import { audienceOf, snapshotOf } from '../order/reading/snapshot.ts';
import type { StoredOrder } from '../order/model/stored-order.ts';

/** Reads one order for whoever may. */
@Injectable()
export class ReadOrderHandler {
  constructor(
    private readonly database: Database,
    private readonly access: OrderAccess,
    private readonly present: PresentOrder,
  ) {}

  /** @throws ProblemError 403 or 404 */
  async order(orderId: string, caller: Caller): Promise<Order> {
    const order = await this.#read(orderId, caller);
    const contactOf = await readContacts(this.database, order.restaurantId, [orderId]);
    return this.present.for(caller, order, contactOf(orderId));
  }

  /** @throws ProblemError 403 or 404 */
  async status(orderId: string, caller: Caller): Promise<Snapshot> {
    const order = await this.#read(orderId, caller);
    return snapshotOf(order, audienceOf(caller));
  }

  async #read(orderId: string, caller: Caller): Promise<StoredOrder> {
    const restaurantId = await this.access.restaurantFor(caller, orderId);
    const found = await readOrder(this.database, restaurantId, orderId);
    if (found === null) throw orderNotFound();
    return found.order;
  }
}
