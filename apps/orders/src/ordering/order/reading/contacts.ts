import type { Contact } from '#libs/contracts';
import { sql } from '#libs/postgres';
import type { Database } from '../../../platform/index.ts';
import { contactColumns, type ContactRow } from '../model/contact-row.ts';
import type { StoredContact } from './present-order.ts';

const noContact: StoredContact = { customer: null, address: null };

/** Contacts of one restaurant's orders; an order without one is simply not there. */
export async function readContacts(
  database: Database,
  restaurantId: string,
  orderIds: readonly string[],
): Promise<(orderId: string) => StoredContact> {
  const rows = await database.ofRestaurant<ContactRow>(
    restaurantId,
    sql`SELECT ${contactColumns.selected()} FROM passline.order_contacts
      WHERE order_id = ANY(${orderIds}::uuid[])`,
  );
  return lookup(rows);
}

function lookup(rows: readonly ContactRow[]): (orderId: string) => StoredContact {
  const byOrder = new Map(rows.map((row) => [row.orderId, contactOf(row)]));
  return (orderId) => byOrder.get(orderId) ?? noContact;
}

function contactOf({ name, email, phone, locale, address }: ContactRow): StoredContact {
  const given = Object.entries({ name, email, phone, locale }).filter(([, value]) => value !== null);
  const customer: Contact | null = given.length === 0 ? null : Object.fromEntries(given);
  return { customer, address };
}
