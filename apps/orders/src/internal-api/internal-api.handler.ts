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
import { linesOf } from '#libs/order-model';
import { sql } from '#libs/postgres';
import { OwnUrl } from '#libs/service-kit';
import { type OpenLink, TrackingLinks } from '../identity/index.ts';
import { Database, NarrowRole } from '../platform/index.ts';
import {
  displayNumberOf,
  estimateOf,
  historyOf,
  newestOf,
  orderNotFound,
  PresentOrder,
  readContacts,
  readOrders,
  readOrdersAcross,
  snapshotOf,
  type StoredOrder,
} from '../ordering/index.ts';
import { readRestaurant } from '../restaurants/index.ts';

/** What the gateway and the notifier ask: as the restaurant that they name, wherever they know it. */
@Injectable()
export class InternalApiHandler {
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
    const found = await this.#readByRestaurant(Map.groupBy(asked, ({ restaurant_id }) => restaurant_id));
    return {
      orders: asked.map(({ order_id, viewer, restaurant_id }) => {
        const order = found.get(restaurant_id)?.get(order_id);
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

  /** Each group is read as its restaurant; what customers and guests ask for, whatever the restaurant. */
  async #readByRestaurant(
    groups: ReadonlyMap<string | null, SnapshotsRequest['orders']>,
  ): Promise<ReadonlyMap<string | null, ReadonlyMap<string, StoredOrder>>> {
    const read = [...groups].map(async ([restaurantId, asked]) => {
      const ids = [...new Set(asked.map(({ order_id }) => order_id))];
      const orders =
        restaurantId === null
          ? await readOrdersAcross(this.database, ids)
          : await readOrders(this.database, restaurantId, ids);
      return [restaurantId, new Map(orders.map((order) => [order.orderId, order]))] as const;
    });
    return new Map(await Promise.all(read));
  }

  /** @throws ProblemError 404 */
  async boardOrder(orderId: string, restaurantId: string): Promise<BoardOrder> {
    const order = await this.#order(orderId, restaurantId);
    return { ...this.present.plain(order), table: order.table, external_id: order.externalId };
  }

  /** @throws ProblemError 404 */
  async messageFacts(orderId: string, restaurantId: string): Promise<MessageFacts> {
    const order = await this.#order(orderId, restaurantId);
    const restaurant = await this.#restaurant(restaurantId);
    const contactOf = await readContacts(this.database, restaurantId, [orderId]);
    const { customer } = contactOf(orderId);
    const newest = newestOf(order);
    return {
      order_id: order.orderId,
      order_number: order.orderNumber,
      display_number: displayNumberOf(order),
      restaurant,
      fulfilment: order.fulfilment,
      table: order.table,
      status: order.status,
      version: order.version,
      estimate: estimateOf(newest),
      history: historyOf(order, { kind: 'customer' }),
      items: linesOf(order.items),
      adjustments: [...order.adjustments],
      total: { amount: order.totalAmount, currency: order.currency },
      payment: order.payment,
      notes: order.notes,
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
    const [found] = await this.database.asRole<NonNullable<LastRestaurant>>(
      NarrowRole.Snapshots,
      sql`SELECT r.name, r.phone, coalesce(c.locale, r.locale) AS locale
        FROM passline.order_contacts c
        JOIN passline.orders o ON o.order_id = c.order_id
        JOIN passline.restaurants r ON r.restaurant_id = o.restaurant_id
        WHERE c.phone = ${phone} ORDER BY o.placed_at DESC LIMIT 1`,
    );
    return found ?? null;
  }

  async #order(orderId: string, restaurantId: string): Promise<StoredOrder> {
    const [order] = await readOrders(this.database, restaurantId, [orderId]);
    if (order === undefined) throw orderNotFound();
    return order;
  }

  async #restaurant(restaurantId: string): Promise<MessageFacts['restaurant']> {
    const found = await readRestaurant(this.database, restaurantId);
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
