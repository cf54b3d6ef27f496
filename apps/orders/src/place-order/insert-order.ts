import type { EntityManager } from 'typeorm';
import type { PlaceOrder } from '#libs/contracts';
import { workflowVersion } from '#libs/status-machine';
import { IdempotencyKeyEntity } from '../idempotency/idempotency-key.entity.ts';
import type { NewEntry } from '../order/entry.ts';
import { OrderContactEntity } from '../order/order-contact.entity.ts';
import { OrderHistoryEntity } from '../order/order-history.entity.ts';
import { OrderEntity } from '../order/order.entity.ts';
import type { NewKey } from '../order/order-writer.ts';

/** An order that is about to be placed; times in ms, money in minor units. */
export interface NewOrder {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly customerId: string | null;
  readonly currency: string;
  readonly total: number;
  readonly work: number;
  readonly placedAt: number;
}

/** Writes an order with the first entry of its history, its outgoing event, its contact and the caller's key, in the manager's transaction. */
export async function insertOrder(
  manager: EntityManager,
  order: NewOrder & { readonly orderNumber: string },
  first: NewEntry,
  body: PlaceOrder,
  key: NewKey | undefined,
): Promise<void> {
  await manager.insert(OrderEntity, orderRow(order, first, body));
  await manager.insert(OrderHistoryEntity, historyRow(order, first));
  const { headers, value } = first.record;
  // Not by the repository: it asks for the new row's id, and the service may not read the outbox.
  await manager.query(
    'INSERT INTO passline.outbox (restaurant_id, order_id, headers, value) VALUES ($1, $2, $3, $4)',
    [order.restaurantId, order.orderId, headers, value],
  );
  if (body.customer !== undefined || body.address !== undefined) {
    await manager.insert(OrderContactEntity, {
      orderId: order.orderId,
      restaurantId: order.restaurantId,
      ...body.customer,
      address: body.address ?? null,
    });
  }
  if (key !== undefined) {
    const { scope, key: name, requestHash } = key;
    const createdAt = new Date(order.placedAt);
    const { restaurantId, orderId } = order;
    await manager.insert(IdempotencyKeyEntity, {
      scope,
      key: name,
      requestHash,
      restaurantId,
      orderId,
      version: 1,
      result: 'applied',
      createdAt,
    });
  }
}

function orderRow(
  order: NewOrder & { readonly orderNumber: string },
  { entry, hash }: NewEntry,
  body: PlaceOrder,
): OrderEntity {
  const placedAt = new Date(order.placedAt);
  return {
    orderId: order.orderId,
    restaurantId: order.restaurantId,
    orderNumber: order.orderNumber,
    fulfilment: body.fulfilment,
    status: entry.status,
    version: entry.version,
    workflowVersion,
    customerId: order.customerId,
    externalId: body.external_id ?? null,
    items: body.items,
    totalAmount: order.total,
    currency: order.currency,
    tableLabel: body.table ?? null,
    workMinutes: order.work,
    readyFrom: dateOf(entry.readyFrom),
    readyTo: dateOf(entry.readyTo),
    placedAt,
    updatedAt: placedAt,
    endedAt: null,
    headHash: hash,
    linkGeneration: 1,
  };
}

function historyRow(
  { orderId, restaurantId }: NewOrder,
  { entry, eventId, previousHash, hash }: NewEntry,
): OrderHistoryEntity {
  return {
    orderId,
    restaurantId,
    eventId,
    version: entry.version,
    type: entry.type,
    fromStatus: entry.fromStatus,
    status: entry.status,
    corrects: null,
    minutes: null,
    reason: entry.reason,
    role: entry.role,
    actorId: entry.actorId,
    occurredAt: new Date(entry.occurredAt),
    recordedAt: new Date(entry.recordedAt),
    readyFrom: dateOf(entry.readyFrom),
    readyTo: dateOf(entry.readyTo),
    textDigest: null,
    previousHash,
    hash,
  };
}

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
