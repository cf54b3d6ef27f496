import { Inject, Injectable } from '@nestjs/common';
import type { Customer, CustomerExport } from '#libs/contracts';
import { AccountEntity } from '../account/account.entity.ts';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { CLOCK, type Clock } from '../order/clock.ts';
import { readContacts } from '../order/contacts.ts';
import { readOrders } from '../order/order-reader.ts';
import { PresentOrder } from '../order/present-order.ts';
import { historyOf } from '../order/snapshot.ts';
import { AskNotifierHandler } from './ask-notifier.handler.ts';

type Ordered = { order_id: string; restaurant_id: string };

/** Gives a customer all that is kept of them, in a form that another service can read. */
@Injectable()
export class ExportCustomerHandler {
  constructor(
    private readonly database: Database,
    private readonly present: PresentOrder,
    private readonly notifier: AskNotifierHandler,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError `unavailable` where the notifier cannot be asked */
  async handle({ id }: Customer): Promise<CustomerExport> {
    const kept = await this.notifier.whatIsKeptOf(id);
    const { username, name, createdAt } = await this.database.transactionAs(NarrowRole.Login, (manager) =>
      manager.findOneByOrFail(AccountEntity, { accountId: id }),
    );
    return {
      exported_at: new Date(this.clock()).toISOString(),
      account: { user_id: id, username, name, created_at: createdAt.toISOString() },
      orders: await this.#orders(id),
      ...kept,
    };
  }

  async #orders(customerId: string): Promise<CustomerExport['orders']> {
    const statement = {
      name: 'all_orders_of_customer',
      text: 'SELECT order_id, restaurant_id FROM passline.orders WHERE customer_id = $1 ORDER BY placed_at DESC, order_id DESC',
      values: [customerId],
    };
    const found = await this.database.asRole<Ordered>(NarrowRole.Lookup, statement);
    const read = await Promise.all(
      [...Map.groupBy(found, (order) => order.restaurant_id)].map(([restaurantId, orders]) =>
        this.#ofRestaurant(restaurantId, orders),
      ),
    );
    const byId = new Map(read.flat().map((order) => [order.order_id, order]));
    return found.flatMap(({ order_id }) => byId.get(order_id) ?? []);
  }

  async #ofRestaurant(restaurantId: string, found: readonly Ordered[]): Promise<CustomerExport['orders']> {
    const ids = found.map(({ order_id }) => order_id);
    const contactOf = await readContacts(this.database, restaurantId, ids);
    const orders = await readOrders(this.database, restaurantId, ids);
    return orders.map((order) => ({
      ...this.present.plain(order),
      ...contactOf(order.orderId),
      table: order.table,
      status_history: historyOf(order, { kind: 'customer' }),
    }));
  }
}
