import { Injectable } from '@nestjs/common';
import type {
  BoardOrder,
  GuestFacts,
  GuestsResponse,
  LastRestaurant,
  MessageFacts,
  SnapshotsRequest,
  SnapshotsResponse,
} from '#libs/contracts';
import { OwnUrl } from '#libs/service-kit';
import { type OpenLink, TrackingLinks } from '../account/tracking-links.ts';
import { Database } from '../database/database.ts';
import { NarrowRole } from '../database/walls.ts';
import { readContacts } from '../order/contacts.ts';
import { estimateOf } from '../order/estimate.ts';
import { orderNotFound } from '../order/order-problems.ts';
import { readOrders, readOrdersAcross } from '../order/order-reader.ts';
import { PresentOrder } from '../order/present-order.ts';
import { historyOf, newestOf, snapshotOf } from '../order/snapshot.ts';
import type { StoredOrder } from '../order/stored-order.ts';
import { RestaurantEntity } from '../restaurant/restaurant.entity.ts';

/** What the gateway and the notifier ask: within the walls of the restaurant that they ask for, wherever they know it. */
@Injectable()
export class AnswerServicesHandler {
  constructor(
    private readonly database: Database,
    private readonly links: TrackingLinks,
    private readonly present: PresentOrder,
    private readonly ownUrl: OwnUrl,
  ) {}

  async guests(tokens: readonly string[]): Promise<GuestsResponse> {
    return { guests: (await this.links.openLinks(tokens)).map((link) => link && guestFacts(link)) };
  }

  async snapshots(asked: SnapshotsRequest['orders']): Promise<SnapshotsResponse> {
    const found = await this.#readWithin(Map.groupBy(asked, ({ within }) => within));
    return {
      orders: asked.map(({ order_id, viewer, within }) => {
        const order = found.get(within)?.get(order_id);
        if (order === undefined) return null;
        return {
          order_id,
          restaurant_id: order.restaurantId,
          customer_id: order.customerId,
          snapshot: snapshotOf(order, viewer),
        };
      }),
    };
  }

  /** Each group is read within its restaurant's walls; what is asked for customers and guests, whatever the restaurant. */
  async #readWithin(
    groups: ReadonlyMap<string | null, SnapshotsRequest['orders']>,
  ): Promise<ReadonlyMap<string | null, ReadonlyMap<string, StoredOrder>>> {
    const read = [...groups].map(async ([within, asked]) => {
      const ids = [...new Set(asked.map(({ order_id }) => order_id))];
      const orders =
        within === null
          ? await readOrdersAcross(this.database, ids)
          : await readOrders(this.database, within, ids);
      return [within, new Map(orders.map((order) => [order.orderId, order]))] as const;
    });
    return new Map(await Promise.all(read));
  }

  /** @throws ProblemError 404 */
  async boardOrder(orderId: string, within: string): Promise<BoardOrder> {
    const order = await this.#order(orderId, within);
    return { ...this.present.plain(order), table: order.table, external_id: order.externalId };
  }

  /** @throws ProblemError 404 */
  async messageFacts(orderId: string, within: string): Promise<MessageFacts> {
    const order = await this.#order(orderId, within);
    const restaurant = await this.#restaurant(within);
    const contactOf = await readContacts(this.database, within, [orderId]);
    const { customer } = contactOf(orderId);
    const newest = newestOf(order);
    return {
      order_id: order.orderId,
      order_number: order.orderNumber,
      restaurant,
      fulfilment: order.fulfilment,
      table: order.table,
      status: order.status,
      version: order.version,
      estimate: estimateOf(newest.readyFrom, newest.readyTo),
      history: historyOf(order, { kind: 'customer' }),
      items: [...order.items],
      total: { amount: order.totalAmount, currency: order.currency },
      contact: customer,
      tracking_url: this.links.url(orderId, order.linkGeneration),
      public_url: this.publicUrl,
    };
  }

  get publicUrl(): string {
    return this.ownUrl.value;
  }

  /** @param phone E.164 */
  async lastRestaurant(phone: string): Promise<LastRestaurant> {
    const [found] = await this.database.asRole<NonNullable<LastRestaurant>>(NarrowRole.Snapshots, {
      name: 'last_restaurant',
      text: `SELECT r.name, r.phone, coalesce(c.locale, r.locale) AS locale FROM passline.order_contacts c
        JOIN passline.orders o ON o.order_id = c.order_id JOIN passline.restaurants r ON r.restaurant_id = o.restaurant_id
        WHERE c.phone = $1 ORDER BY o.placed_at DESC LIMIT 1`,
      values: [phone],
    });
    return found ?? null;
  }

  async #order(orderId: string, within: string): Promise<StoredOrder> {
    const [order] = await readOrders(this.database, within, [orderId]);
    if (order === undefined) throw orderNotFound();
    return order;
  }

  async #restaurant(restaurantId: string): Promise<MessageFacts['restaurant']> {
    const found = await this.database.transactionOf(restaurantId, (manager) =>
      manager.findOneByOrFail(RestaurantEntity, { restaurantId }),
    );
    const { name, phone, address, timezone, locale, currency } = found;
    return {
      restaurant_id: restaurantId,
      name,
      phone,
      address,
      timezone,
      locale,
      currency,
      base_preparation_minutes: found.basePreparationMinutes,
    };
  }
}

const guestFacts = ({ guest: { order_id, restaurant_id }, sessionId, endsAt }: OpenLink): GuestFacts => ({
  order_id,
  restaurant_id,
  session_id: sessionId,
  expires_at: endsAt === null ? null : new Date(endsAt).toISOString(),
});
