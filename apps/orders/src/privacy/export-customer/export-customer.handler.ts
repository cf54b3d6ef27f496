import { Inject, Injectable } from '@nestjs/common';
import type { Customer, CustomerExport } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { accountColumns, type AccountRow } from '../../identity/index.ts';
import { type Clock, CLOCK, Database, NarrowRole } from '../../platform/index.ts';
import {
  feedbackOf,
  historyOf,
  PresentOrder,
  readContacts,
  readFeedback,
  readOrders,
} from '../../ordering/index.ts';
import { NotifierExportHandler } from './notifier-export.handler.ts';

interface Ordered {
  readonly order_id: string;
  readonly restaurant_id: string;
}

type OfOrders = Pick<CustomerExport, 'orders' | 'feedback'>;

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
      ...(await this.#ordered(id)),
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

  async #ordered(customerId: string): Promise<OfOrders> {
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
    const orders = new Map(read.flatMap((each) => each.orders).map((order) => [order.order_id, order]));
    const feedback = new Map(read.flatMap((each) => each.feedback).map((said) => [said.order_id, said]));
    return {
      orders: found.flatMap(({ order_id }) => orders.get(order_id) ?? []),
      feedback: found.flatMap(({ order_id }) => feedback.get(order_id) ?? []),
    };
  }

  async #ofRestaurant(restaurantId: string, found: readonly Ordered[]): Promise<OfOrders> {
    const ids = found.map(({ order_id }) => order_id);
    const contactOf = await readContacts(this.database, restaurantId, ids);
    const orders = await readOrders(this.database, restaurantId, ids);
    const feedback = await readFeedback(this.database, restaurantId, ids);
    return {
      orders: orders.map((order) => ({
        ...this.present.plain(order),
        ...contactOf(order.orderId),
        table: order.table,
        status_history: historyOf(order, { kind: 'customer' }),
      })),
      feedback: feedback.map(feedbackOf),
    };
  }
}
