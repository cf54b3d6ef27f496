import { Inject, Injectable } from '@nestjs/common';
import type { Customer, CustomerExport } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { accountColumns, type AccountRow } from '../../identity/index.ts';
import { type Clock, CLOCK, Database, NarrowRole } from '../../platform/index.ts';
import { historyOf, PresentOrder, readContacts, readOrders } from '../../ordering/index.ts';
import { NotifierExportHandler } from './notifier-export.handler.ts';

interface Ordered {
  readonly order_id: string;
  readonly restaurant_id: string;
}

/** Gives a customer all that is kept of them, in a form that another service can read. */
@Injectable()
export class ExportCustomerHandler {
  constructor(
    private readonly database: Database,
    private readonly present: PresentOrder,
    private readonly notifier: NotifierExportHandler,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError `unavailable` where the notifier cannot be asked */
  async handle({ id }: Customer): Promise<CustomerExport> {
    const kept = await this.notifier.whatIsKeptOf(id);
    return {
      exported_at: new Date(this.clock()).toISOString(),
      account: await this.#account(id),
      orders: await this.#orders(id),
      ...kept,
    };
  }

  async #account(accountId: string): Promise<CustomerExport['account']> {
    const [account] = await this.database.asRole<AccountRow>(
      NarrowRole.Login,
      sql`SELECT ${accountColumns.selected()} FROM passline.accounts WHERE account_id = ${accountId}`,
    );
    if (account === undefined) throw new Error(`there is no account ${accountId}`);
    const { username, name, createdAt } = account;
    return { user_id: accountId, username, name, created_at: createdAt.toISOString() };
  }

  async #orders(customerId: string): Promise<CustomerExport['orders']> {
    const found = await this.database.asRole<Ordered>(
      NarrowRole.Lookup,
      sql`SELECT order_id, restaurant_id FROM passline.orders WHERE customer_id = ${customerId}
        ORDER BY placed_at DESC, order_id DESC`,
    );
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
