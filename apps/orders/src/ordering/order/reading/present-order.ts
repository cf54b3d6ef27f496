import { Inject, Injectable } from '@nestjs/common';
import type { Caller, Contact, Order } from '#libs/contracts';
import { linesOf, statusInfo } from '#libs/order-model';
import { TrackingLinks } from '../../../identity/index.ts';
import { displayNumberOf } from '../model/display-number.ts';
import { type Clock, CLOCK } from '../../../platform/index.ts';
import { timeOf } from '../model/estimate.ts';
import { RECALL_WINDOW } from '../model/recall-window.ts';
import type { StoredOrder } from '../model/stored-order.ts';
import { boardView } from './board-view.ts';
import { newestOf } from './snapshot.ts';

/** Who ordered and where to bring it, as staff see it. */
export interface StoredContact {
  readonly customer: Contact | null;
  readonly address: string | null;
}

/**
 * An order as its readers get it; contact, address, table, the POS's own id and what a board needs only for
 * the restaurant's people.
 */
@Injectable()
export class PresentOrder {
  constructor(
    private readonly links: TrackingLinks,
    @Inject(RECALL_WINDOW) private readonly recallWindowMs: number,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  for(caller: Caller, order: StoredOrder, contact: StoredContact): Order {
    const plain = this.plain(order);
    if (caller.kind !== 'staff' && caller.kind !== 'device') return plain;
    return {
      ...plain,
      ...contact,
      table: order.table,
      external_id: order.externalId,
      ...boardView(order, caller.role, { now: this.clock(), recallWindowMs: this.recallWindowMs }),
    };
  }

  plain(order: StoredOrder): Order {
    const { name, phone, address } = order.restaurant;
    return {
      order_id: order.orderId,
      order_number: order.orderNumber,
      display_number: displayNumberOf(order),
      restaurant_id: order.restaurantId,
      restaurant: { name, phone, address },
      fulfilment: order.fulfilment,
      status: order.status,
      order_status: order.status,
      version: order.version,
      items: linesOf(order.items),
      adjustments: [...order.adjustments],
      total: { amount: order.totalAmount, currency: order.currency },
      payment: order.payment,
      notes: order.notes,
      scheduled_for: timeOf(order.scheduledFor),
      accept_by: timeOf(newestOf(order).acceptBy),
      placed_at: new Date(order.placedAt).toISOString(),
      updated_at: new Date(newestOf(order).recordedAt).toISOString(),
      tracking_url: this.links.url(order.orderId, order.linkGeneration),
      status_info: statusInfo(order.status, order.fulfilment),
    };
  }
}
