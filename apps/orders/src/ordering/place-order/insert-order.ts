import { nothing, sql } from '#libs/postgres';
import { workflowVersion } from '#libs/status-machine';
import type { Database, NewKey } from '../../platform/index.ts';
import { usesExternalId } from '../order/external-ids.ts';
import type { ChangeRecord } from '../order/change-record.ts';
import { contactColumns, type ContactRow, emptyContact } from '../order/contacts.ts';
import { orderColumns, type OrderRow } from '../order/order-row.ts';
import { recordOf } from '../order/order-writer.ts';
import type { StoredOrder } from '../order/stored-order.ts';
import type { NewOrder } from './new-order.ts';

/** An order that is about to be written. */
export type NumberedOrder = NewOrder & { readonly orderNumber: string };

/**
 * Writes an order with the first entry of its history, its outgoing event, its contact and the caller's key,
 * in one statement.
 * @returns false where another order has its external_id
 */
export async function insertOrder(
  database: Database,
  order: NumberedOrder,
  first: ChangeRecord,
  key: NewKey | undefined,
): Promise<boolean> {
  const { restaurantId, externalId, recordedAt } = order;
  const contact = contactOf(order);
  const contacts =
    contact &&
    sql`, contacts AS (
      INSERT INTO passline.order_contacts (${contactColumns.names})
      SELECT ${contactColumns.values(contact)} FROM changed
    )`;
  const unused =
    externalId === null
      ? nothing
      : sql`WHERE NOT EXISTS (SELECT FROM passline.orders
          WHERE ${usesExternalId(restaurantId, externalId, recordedAt)})`;
  const written = await database.ofRestaurant(
    restaurantId,
    sql`
    WITH changed AS (
      INSERT INTO passline.orders (${orderColumns.names}) SELECT ${orderColumns.values(orderRow(order, first))}
      ${unused}
      RETURNING version
    ), ${recordOf(first, key)} ${contacts ?? nothing}
    SELECT version FROM changed`,
  );
  return written.length === 1;
}

function contactOf({ orderId, restaurantId, contact, address }: NewOrder): ContactRow | null {
  if (contact === null && address === null) return null;
  return { ...emptyContact, orderId, restaurantId, ...contact, address };
}

/** The row of an order that was just placed. */
const orderRow = (order: NumberedOrder, { row }: ChangeRecord): OrderRow => ({
  ...order,
  status: row.status,
  version: row.version,
  workflowVersion,
  readyFrom: row.readyFrom,
  readyTo: row.readyTo,
  updatedAt: order.recordedAt,
  endedAt: null,
  customerEndedAt: null,
  headHash: row.hash,
  linkGeneration: 1,
});

/** The order as the next read would find it. */
export const placedOrder = (
  order: NumberedOrder,
  first: ChangeRecord,
  { name, phone, address }: StoredOrder['restaurant'],
): StoredOrder => {
  const { contact: _, address: __, recordedAt: ___, ...placing } = order;
  const { status, version, endedAt, headHash, linkGeneration } = orderRow(order, first);
  return {
    ...placing,
    status,
    version,
    endedAt,
    headHash,
    linkGeneration,
    restaurant: { name, phone, address },
    history: [first.stored],
  };
};
